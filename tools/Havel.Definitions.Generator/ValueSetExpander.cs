using System.Text.Json;

namespace Havel.Definitions.Generator;

/// <summary>Lists the codes of a value set, as far as R4's required ones need it: whole code systems and listed codes.
/// Source: https://hl7.org/fhir/R4/valueset.html#compositions.</summary>
internal sealed class ValueSetExpander(FhirPackage package)
{
    /// <summary>The codes in runs of one system each; null where the package has no complete list of them.</summary>
    public IReadOnlyList<(string System, IReadOnlyList<string> Codes)>? Expand(string valueSet)
    {
        if (package.Find("ValueSet", valueSet) is not { } found || !found.TryGetProperty("compose", out var compose))
            return null;

        if (compose.Items("exclude").Any())
            throw new NotSupportedException($"{valueSet} excludes codes.");

        var runs = new List<(string System, IReadOnlyList<string> Codes)>();
        foreach (var include in compose.Items("include"))
        {
            if (CodesOf(valueSet, include) is not { } codes)
                return null;

            runs.Add((include.Text("system"), codes));
        }

        return runs;
    }

    private List<string>? CodesOf(string valueSet, JsonElement include)
    {
        if (include.Items("filter").Any() || include.Items("valueSet").Any())
            throw new NotSupportedException($"{valueSet} has a filter or imports a value set.");

        var listed = include.Items("concept").Select(concept => concept.Text("code")).ToList();
        if (listed.Count > 0)
            return listed;

        var system = package.Find("CodeSystem", include.Text("system"));
        return system?.Text("content") == "complete" ? [.. Nested(system.Value)] : null;
    }

    private static IEnumerable<string> Nested(JsonElement parent) =>
        parent.Items("concept").SelectMany(concept => Nested(concept).Prepend(concept.Text("code")));
}

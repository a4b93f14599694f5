using System.Text.Json;
using Havel.Fhir.Terminology.CodeSystems;

namespace Havel.Fhir.Terminology.ValueSets;

/// <summary>Reads ValueSet resources; R5's elements are taken along.</summary>
internal static class ValueSetReader
{
    /// <summary>Reads a resource; null where the bytes are no JSON object.</summary>
    public static ValueSetDefinition? Read(Func<ReadOnlyMemory<byte>> source) =>
        ConceptJson.Parse(source()) is { } root ? Read(root) with { Source = source } : null;

    private static ValueSetDefinition Read(JsonElement root)
    {
        var compose = root.TryGetProperty("compose", out var found) ? found : default;
        var includes = ReadLines(compose, "include");
        var hasExpansion = root.TryGetProperty("expansion", out var expansion)
            && expansion.ValueKind == JsonValueKind.Object;
        if (includes.Count == 0 && hasExpansion)
            includes = StoredExpansion.Read(expansion);

        return new ValueSetDefinition
        {
            Url = ConceptJson.Text(root, "url") ?? "",
            Version = ConceptJson.Text(root, "version"),
            Name = ConceptJson.Text(root, "name"),
            Status = CodeSystemReader.StandardsStatus(root) ?? ConceptJson.Text(root, "status"),
            IsExperimental = ConceptJson.Bool(root, "experimental") ?? false,
            Inactive = ConceptJson.Bool(compose, "inactive"),
            Includes = includes,
            Excludes = ReadLines(compose, "exclude"),
            Supplements =
            [
                .. ConceptJson.ExtensionsOf(root).Where(one => one.Url is ConceptUris.Supplement)
                    .Select(one => one.Text),
            ],
            Parameters = ReadParameters(root, compose),
            Contained = ReadContained(root),
            HasContent = compose.ValueKind == JsonValueKind.Object || hasExpansion,
        };
    }

    private static List<ValueSetInclude> ReadLines(JsonElement compose, string name) =>
        [.. ConceptJson.Objects(compose, name).Select(ReadLine)];

    private static ValueSetInclude ReadLine(JsonElement line) => new()
    {
        System = ConceptJson.Text(line, "system"),
        Version = ConceptJson.Text(line, "version"),
        Concepts = [.. ConceptJson.Objects(line, "concept").Select(ReadConcept).OfType<ValueSetConcept>()],
        Filters =
        [
            .. ConceptJson.Objects(line, "filter").Select(filter => new ConceptFilter(
                ConceptJson.Text(filter, "property") ?? "", Operator(filter), ConceptJson.Text(filter, "value") ?? "")),
        ],
        ValueSets = ConceptJson.Texts(line, "valueSet"),
        Fault = line.TryGetProperty("modifierExtension", out var modifiers) ? ModifierFault(modifiers) : null,
    };

    // R4 has no code for the operators of R5: there the code is absent and an extension names it.
    private static string Operator(JsonElement filter)
    {
        if (ConceptJson.Text(filter, "op") is { } code)
            return code;

        return filter.TryGetProperty("_op", out var shadow)
            ? ConceptJson.ExtensionsOf(shadow).Select(extension => extension.Text).FirstOrDefault() ?? ""
            : "";
    }

    private static string? ModifierFault(JsonElement modifiers) => ConceptJson.Extensions(modifiers) switch
    {
        [] => null,
        [var first, ..] => first.Url,
    };

    private static ValueSetConcept? ReadConcept(JsonElement concept) =>
        ConceptJson.Text(concept, "code") is { } code
            ? new ValueSetConcept(code)
            {
                Display = ConceptJson.Text(concept, "display"),
                Designations = ReadDesignations(concept),
                Extensions = ConceptJson.ExtensionsOf(concept),
            }
            : null;

    /// <summary>The designations of a listed concept.</summary>
    public static IReadOnlyList<Designation> ReadDesignations(JsonElement concept)
    {
        if (!concept.TryGetProperty("designation", out _))
            return [];

        return
        [
            .. ConceptJson.Objects(concept, "designation")
                .Where(one => ConceptJson.Text(one, "value") is not null)
                .Select(one => new Designation(
                    ConceptJson.Text(one, "value")!,
                    ConceptJson.Text(one, "language"),
                    one.TryGetProperty("use", out var use) ? ConceptJson.Coding(use) : null)
                {
                    Extensions = ConceptJson.ExtensionsOf(one),
                }),
        ];
    }

    private static Dictionary<string, string> ReadParameters(JsonElement root, JsonElement compose)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var place in (JsonElement[])[root, compose])
        {
            foreach (var extension in ConceptJson.Objects(place, "extension"))
            {
                if (ConceptJson.Text(extension, "url") is not ConceptUris.ExpansionParameter)
                    continue;

                var parts = ConceptJson.ExtensionsOf(extension);
                var name = parts.FirstOrDefault(part => part.Url is "name")?.Text;
                var value = parts.FirstOrDefault(part => part.Url is "value")?.Text;
                if (name is not null && value is not null)
                    parameters.TryAdd(name, value);
            }
        }

        return parameters;
    }

    private static Dictionary<string, ValueSetDefinition> ReadContained(JsonElement root)
    {
        var contained = new Dictionary<string, ValueSetDefinition>(StringComparer.Ordinal);
        foreach (var resource in ConceptJson.Objects(root, "contained"))
        {
            if (ConceptJson.Text(resource, "resourceType") is "ValueSet" && ConceptJson.Text(resource, "id") is { } id)
                contained.TryAdd(id, Read(resource));
        }

        return contained;
    }
}

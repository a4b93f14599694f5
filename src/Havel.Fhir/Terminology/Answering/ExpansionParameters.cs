using System.Text.Json;
using Havel.Fhir.Terminology.CodeSystems;
using Havel.Fhir.Terminology.Expanding;
using Havel.Fhir.Terminology.ValueSets;

namespace Havel.Fhir.Terminology.Answering;

/// <summary>Writes the list <c>expansion.parameter</c>: what the request asked for and what was used to answer
/// it.</summary>
internal static class ExpansionParameters
{
    private static readonly (string Name, string Type)[] Repeated =
    [
        ("filter", "String"), ("count", "Integer"), ("offset", "Integer"), ("activeOnly", "Boolean"),
        ("excludeNested", "Boolean"), ("includeDesignations", "Boolean"), ("includeDefinition", "Boolean"),
        ("designation", "String"), ("exclude-system", "Uri"), ("system-version", "Uri"),
        ("check-system-version", "Uri"), ("force-system-version", "Uri"),
    ];

    public static void Write(
        Utf8JsonWriter json, ValueSetDefinition definition, Expansion expansion, ExpansionView view)
    {
        var parameters = new ParametersWriter(json);
        json.WriteStartArray("parameter");
        foreach (var (name, type) in Repeated)
        {
            foreach (var given in view.Parameters.Named(name))
                parameters.Add(name, type, given.Text);
        }

        if (view.Languages.IsStated)
            parameters.Add("displayLanguage", "Code", view.Languages.Text);

        foreach (var (canonical, system) in expansion.Systems)
        {
            parameters.Add("used-codesystem", "Uri", canonical);
            Warn(parameters, canonical, system.Status, system.IsExperimental && !definition.IsExperimental);
            if (system is SupplementedCodeSystem supplemented)
            {
                foreach (var supplement in supplemented.Supplements)
                    parameters.Add("used-supplement", "Uri", SupplementedCodeSystem.Canonical(supplement));
            }
        }

        foreach (var (canonical, used) in expansion.ValueSets)
        {
            parameters.Add("used-valueset", "Uri", canonical);
            Warn(parameters, canonical, used.Status, used.IsExperimental && !definition.IsExperimental);
        }

        json.WriteEndArray();
    }

    // What is not in force can be used, but nobody should build on it unawares.
    private static void Warn(ParametersWriter parameters, string canonical, string? status, bool isExperimental)
    {
        if (status is "draft" or "retired" or "withdrawn" or "deprecated")
            parameters.Add("warning-" + status, "Uri", canonical);
        if (isExperimental)
            parameters.Add("warning-experimental", "Uri", canonical);
    }
}

using System.Text.Json;
using Havel.Fhir.Terminology.CodeSystems;

namespace Havel.Fhir.Terminology.ValueSets;

/// <summary>Reads the expansion that a value set without compose brings along, as lines that list their codes.
/// Source: https://hl7.org/fhir/R4/valueset.html#expansion.</summary>
internal static class StoredExpansion
{
    public static List<ValueSetInclude> Read(JsonElement expansion)
    {
        var lines = new List<ValueSetInclude>();
        var codes = new List<(string System, string? Version, ValueSetConcept Concept)>();
        Gather(expansion, codes);
        foreach (var group in codes.GroupBy(code => (code.System, code.Version)))
        {
            lines.Add(new ValueSetInclude
            {
                System = group.Key.System,
                Version = group.Key.Version,
                Concepts = [.. group.Select(code => code.Concept)],
                IsStored = true,
            });
        }

        return lines;
    }

    private static void Gather(
        JsonElement element, List<(string System, string? Version, ValueSetConcept Concept)> codes)
    {
        foreach (var entry in ConceptJson.Objects(element, "contains"))
        {
            // An entry that only groups has no code, and what has no system means nothing.
            if (ConceptJson.Text(entry, "code") is { } code && ConceptJson.Text(entry, "system") is { } system)
            {
                codes.Add((system, ConceptJson.Text(entry, "version"), new ValueSetConcept(code)
                {
                    Display = ConceptJson.Text(entry, "display"),
                    Designations = ValueSetReader.ReadDesignations(entry),
                    IsAbstract = ConceptJson.Bool(entry, "abstract") ?? false,
                    IsInactive = ConceptJson.Bool(entry, "inactive") ?? false,
                }));
            }

            Gather(entry, codes);
        }
    }
}

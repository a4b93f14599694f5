using Havel.Fhir.Terminology.CodeSystems;
using Havel.Fhir.Terminology.Expanding;

namespace Havel.Fhir.Terminology.Answering;

/// <summary>The properties that an entry of an expansion shows: those asked for, and those by which lists are made
/// (order, label, weight, status).</summary>
internal static class EntryProperties
{
    public static List<ConceptProperty> Of(ExpansionEntry entry, IReadOnlyList<string> wanted)
    {
        var all = new List<ConceptProperty>();
        foreach (var extension in entry.Listed?.Extensions ?? [])
        {
            if (ImpliedProperties.Of(extension) is { } implied)
                all.Add(implied);
        }

        if (!entry.Concept.Exists)
            return all;

        var system = entry.CodeSystem!;
        var meanings = new PropertyMeanings(system.Properties);
        foreach (var property in system.PropertiesOf(entry.Concept))
        {
            var isShown = property.IsImplied
                ? !all.Exists(other => string.Equals(other.Code, property.Code, StringComparison.Ordinal))
                : IsWanted(property.Code, wanted)
                    || (wanted.Count == 0 && meanings.Meaning(property.Code) is "status");
            if (isShown)
                all.Add(property);
        }

        AddComputed(all, system, entry.Concept, wanted);
        return all;
    }

    public static PropertyDefinition Definition(ExpansionEntry entry, ConceptProperty property) =>
        entry.CodeSystem?.Properties.FirstOrDefault(
            one => string.Equals(one.Code, property.Code, StringComparison.Ordinal))
        ?? ImpliedProperties.Definition(property.Code);

    private static void AddComputed(
        List<ConceptProperty> all, ICodeSystem system, Concept concept, IReadOnlyList<string> wanted)
    {
        if (IsWanted("definition", wanted) && system.Definition(concept) is { } definition)
            all.Add(new ConceptProperty("definition", "String", definition));
        if (IsWanted("parent", wanted))
            all.AddRange(system.Parents(concept).Select(one => Code("parent", system.Code(one))));
        if (IsWanted("child", wanted))
            all.AddRange(system.Children(concept).Select(one => Code("child", system.Code(one))));
        if (wanted.Contains("inactive", StringComparer.Ordinal)
            && !all.Exists(one => one.Code is "inactive"))
        {
            all.Add(new ConceptProperty("inactive", "Boolean", system.IsInactive(concept) ? "true" : "false"));
        }
    }

    private static ConceptProperty Code(string property, string code) => new(property, "Code", code);

    private static bool IsWanted(string code, IReadOnlyList<string> wanted)
    {
        foreach (var one in wanted)
        {
            if (one is "*" || string.Equals(one, code, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}

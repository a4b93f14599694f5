using Havel.Fhir.Search.Reading;

namespace Havel.Fhir.Search;

/// <summary>Which modifiers a parameter takes, found by asking the reader itself.
/// Source: https://hl7.org/fhir/R4/search.html#modifiers.</summary>
public static class ModifierList
{
    private static readonly string[] Names =
    [
        "exact", "contains", "text", "not", "above", "below", "in", "not-in", "of-type", "identifier",
        "code-text", "text-advanced", "overlaps",
    ];

    /// <summary>The modifiers without their colon; <c>:[type]</c> of references is not among them.</summary>
    public static IReadOnlyList<string> Of(SearchCatalog catalog, SearchParameter parameter)
    {
        var known = new List<string>();
        foreach (var name in Names)
        {
            var state = new ReadState(catalog, null, SearchHandling.Lenient, default, null);
            if (ModifierText.Read(state, parameter, name) is not null)
                known.Add(name);
        }

        if (parameter.Field == ResourceField.None)
            known.Add("missing");

        return known;
    }
}

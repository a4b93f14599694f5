using Havel.Fhir.Definitions;
using Havel.Fhir.Search;

namespace Havel.Fhir.Subsets;

/// <summary>Which elements of a resource are sent. Sources: https://hl7.org/fhir/R4/search.html#summary and
/// #elements.</summary>
public sealed class SubsetRule
{
    private readonly HashSet<string>? _elements;

    private SubsetRule(SummaryMode mode, IReadOnlyList<string> elements)
    {
        Mode = mode;
        _elements = elements.Count == 0 ? null : new HashSet<string>(elements, StringComparer.Ordinal);
    }

    /// <summary>The summary asked for; with elements it does not count.</summary>
    public SummaryMode Mode { get; }

    /// <summary>Whether elements of elements are chosen too.</summary>
    internal bool IsDeep => _elements is null && Mode == SummaryMode.True;

    /// <summary>The rule, or null where resources are sent whole.</summary>
    /// <param name="mode">The value of <c>_summary</c>.</param>
    /// <param name="elements">Names of top-level elements (<c>value</c>) or properties (<c>valueQuantity</c>); empty
    /// for all.</param>
    public static SubsetRule? Of(SummaryMode mode, IReadOnlyList<string> elements) =>
        elements.Count == 0 && mode is SummaryMode.False or SummaryMode.Count ? null : new SubsetRule(mode, elements);

    /// <summary>What a resource is cut to that came by an include: <c>_elements</c> names elements of what was
    /// searched, so that others are sent whole.</summary>
    public SubsetRule? ForIncluded => _elements is null ? this : null;

    /// <summary>Whether an element is kept. Mandatory ones are, so that what is sent is valid, and those that change
    /// the meaning of the rest.</summary>
    internal bool Keeps(JsonProperty property)
    {
        var element = property.Element;
        if (element.Min > 0 || element.Name is "id" or "meta" or "implicitRules" or "modifierExtension")
            return true;

        if (_elements is not null)
            return _elements.Contains(element.Name) || _elements.Contains(property.Name);

        return Mode switch
        {
            SummaryMode.True => element.IsSummary || element.IsModifier,
            SummaryMode.Text => element.Name is "text",
            _ => element.Name is not "text",
        };
    }
}

namespace Havel.Fhir.Search;

/// <summary>What changes the meaning of a clause. <c>:missing</c> is a clause of its own and <c>:[type]</c> is resolved
/// into the values. Source: https://hl7.org/fhir/R4/search.html#modifiers.</summary>
public enum SearchModifier : byte
{
    None,

    /// <summary>Strings: the whole text as written.</summary>
    Exact,

    /// <summary>Strings: anywhere in the text.</summary>
    Contains,

    /// <summary>Tokens: resources that have none of the values, those without any value included.</summary>
    Not,

    /// <summary>References: the values are tokens over <see cref="SearchParameter.IdentifierSlot"/>.</summary>
    Identifier,

    /// <summary>Tokens: codes of a value set. Resolved into its codes when the query is read.</summary>
    In,

    /// <summary>Tokens: as <see cref="Not"/> with the codes of a value set. Resolved likewise.</summary>
    NotIn,

    /// <summary>A code, an address or a place, with all that stand below it. Resolved into the values, as far as the
    /// query alone tells them.</summary>
    Below,

    /// <summary>The same with all that stand above it.</summary>
    Above,

    /// <summary>Tokens: the values are texts over <see cref="SearchParameter.TextSlots"/>.</summary>
    Text,

    /// <summary>Identifiers: type and value over <see cref="SearchParameter.TypeSlots"/>.</summary>
    OfType,

    /// <summary>Strings: the whole text, compared like a beginning. Only <c>_filter</c> asks so, as for those
    /// below.</summary>
    Whole,

    /// <summary>Strings: the end of the text.</summary>
    EndsWith,

    /// <summary>Any value that differs.</summary>
    Other,

    /// <summary>Dates: any time in common.</summary>
    Overlaps,
}

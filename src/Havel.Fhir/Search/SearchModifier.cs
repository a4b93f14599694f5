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
}

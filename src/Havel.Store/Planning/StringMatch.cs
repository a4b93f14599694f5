namespace Havel.Store.Planning;

/// <summary>How a string is compared. Source: https://hl7.org/fhir/R4/search.html#string.</summary>
internal enum StringMatch : byte
{
    StartsWith,
    Exact,
    Contains,

    /// <summary>All of the folded text.</summary>
    Whole,

    /// <summary>Its end.</summary>
    EndsWith,
}

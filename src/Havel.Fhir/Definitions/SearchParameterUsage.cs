namespace Havel.Fhir.Definitions;

/// <summary>How a search parameter's values are to be matched.
/// Source: https://hl7.org/fhir/R4/valueset-search-xpath-usage.html.</summary>
public enum SearchParameterUsage : byte
{
    /// <summary>The values are compared as the parameter's kind says.</summary>
    Normal,

    /// <summary>The values are compared by their sound.</summary>
    Phonetic,

    /// <summary>The values are compared by their distance on earth.</summary>
    Nearby,

    /// <summary>Distance with a unit; no parameter of R4 uses it.</summary>
    Distance,

    /// <summary>Any other way; also for parameters that state none, such as <c>_filter</c>.</summary>
    Other,
}

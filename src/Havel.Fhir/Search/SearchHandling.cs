namespace Havel.Fhir.Search;

/// <summary>What to do with what is not understood. Source: <c>Prefer: handling</c>, https://hl7.org/fhir/R4/search.html#errors.</summary>
public enum SearchHandling : byte
{
    /// <summary>Unknown parameters and modifiers are reported and left out.</summary>
    Lenient,

    /// <summary>Unknown parameters and modifiers refuse the search.</summary>
    Strict,
}

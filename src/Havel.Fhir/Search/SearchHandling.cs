namespace Havel.Fhir.Search;

/// <summary>What to do with what is not understood. Source: <c>Prefer: handling</c>,
/// https://hl7.org/fhir/R4/search.html#errors.</summary>
public enum SearchHandling : byte
{
    /// <summary>Unknown and unsupported parameters are reported and left out. An unknown modifier refuses the search
    /// even
    /// so, as https://hl7.org/fhir/R4/search.html#modifiers demands.</summary>
    Lenient,

    /// <summary>Unknown and unsupported parameters refuse the search.</summary>
    Strict,

    /// <summary>The client has not said: as <see cref="Lenient"/>, but a parameter that is still being indexed refuses
    /// the search. Who knows it means to search by it, and shall not be given more than was asked for.</summary>
    Unsaid,
}

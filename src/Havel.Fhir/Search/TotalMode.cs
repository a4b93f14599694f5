namespace Havel.Fhir.Search;

/// <summary><c>_total</c>. Source: https://hl7.org/fhir/R4/search.html#total.</summary>
public enum TotalMode : byte
{
    /// <summary>Nothing asked: the server decides.</summary>
    Unstated,
    None,
    Estimate,
    Accurate,
}

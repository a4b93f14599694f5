namespace Havel.Fhir.Search;

/// <summary>A uri to look for, compared exactly. Source: https://hl7.org/fhir/R4/search.html#uri.</summary>
/// <param name="Value"><see cref="SearchHash.Uri(string)"/> of the address.</param>
public sealed record UriValue(long Value) : SearchValue;

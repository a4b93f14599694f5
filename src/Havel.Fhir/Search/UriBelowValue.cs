namespace Havel.Fhir.Search;

/// <summary>An address and everything that begins with it: <c>url:below=http://example.org/fhir/</c>.
/// Source: https://hl7.org/fhir/R4/search.html#uri.</summary>
/// <param name="Prefix">Compared with regard to case.</param>
public sealed record UriBelowValue(string Prefix) : SearchValue;

namespace Havel.Fhir.Search;

/// <summary>A logical id to look for by <c>_id</c>. Source: https://hl7.org/fhir/R4/search.html#id.</summary>
/// <param name="Id">The id, case-sensitive.</param>
public sealed record IdValue(string Id) : SearchValue;

namespace Havel.Fhir.Search;

/// <summary>A condition does not hold: <c>not (...)</c> of <c>_filter</c>.
/// Source: https://hl7.org/fhir/R4/search_filter.html.</summary>
/// <param name="Clause">The condition.</param>
public sealed record NotClause(SearchClause Clause) : SearchClause;

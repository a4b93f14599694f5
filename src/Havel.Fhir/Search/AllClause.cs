namespace Havel.Fhir.Search;

/// <summary>All of several conditions hold for one resource: <c>and</c> of <c>_filter</c>.
/// Source: https://hl7.org/fhir/R4/search_filter.html.</summary>
/// <param name="Clauses">At least one.</param>
public sealed record AllClause(IReadOnlyList<SearchClause> Clauses) : SearchClause;

namespace Havel.Fhir.Search;

/// <summary>At least one of several conditions holds: <c>or</c> of <c>_filter</c>, and a parameter that several types
/// of a search have. Source: https://hl7.org/fhir/R4/search_filter.html.</summary>
/// <param name="Clauses">Any of them; none for what never holds.</param>
public sealed record AnyClause(IReadOnlyList<SearchClause> Clauses) : SearchClause;

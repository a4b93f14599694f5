namespace Havel.Fhir.Search;

/// <summary><c>_has:Observation:patient:code=x</c>: another resource refers to this one and a clause holds for that
/// other.
/// Source: https://hl7.org/fhir/R4/search.html#has.</summary>
/// <param name="Type">The type of the referring resource.</param>
/// <param name="Reference">Its reference parameter.</param>
/// <param name="Clause">The condition on the referring resource.</param>
public sealed record HasClause(string Type, SearchParameter Reference, SearchClause Clause) : SearchClause;

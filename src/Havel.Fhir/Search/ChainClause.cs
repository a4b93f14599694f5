namespace Havel.Fhir.Search;

/// <summary><c>subject:Patient.name=x</c>: the resource refers to another for which a clause holds.
/// Source: https://hl7.org/fhir/R4/search.html#chaining.</summary>
/// <param name="Reference">The reference parameter of the searched type.</param>
/// <param name="Targets">One for each target type that has the chained parameter; any of them counts.</param>
public sealed record ChainClause(SearchParameter Reference, IReadOnlyList<ChainTarget> Targets) : SearchClause;

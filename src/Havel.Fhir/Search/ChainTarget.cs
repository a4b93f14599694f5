namespace Havel.Fhir.Search;

/// <summary>What must hold for the resource a chain leads to.</summary>
/// <param name="Type">The type of that resource.</param>
/// <param name="Clause">The condition on it; a chain itself where there are several hops.</param>
public sealed record ChainTarget(string Type, SearchClause Clause);

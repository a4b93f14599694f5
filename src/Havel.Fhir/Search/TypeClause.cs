namespace Havel.Fhir.Search;

/// <summary>The resource is of a type: what a parameter says in a search over several types, it says of those that have
/// it alone.</summary>
/// <param name="Type">The type's name.</param>
public sealed record TypeClause(string Type) : SearchClause;

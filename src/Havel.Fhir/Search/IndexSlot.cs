namespace Havel.Fhir.Search;

/// <summary>A place in the index: the values of one expression on one resource type. Parameters that search the same
/// expression share a slot, so nothing is written twice.</summary>
/// <param name="Id">The interned number that index rows carry; stable for a store, different between stores.</param>
/// <param name="Name"><c>Type.code</c> of the first parameter with that expression; what the store remembers.</param>
/// <param name="Table">Which rows the slot holds.</param>
/// <param name="ResourceType">The resource type whose rows these are.</param>
public sealed record IndexSlot(int Id, string Name, IndexTable Table, string ResourceType);

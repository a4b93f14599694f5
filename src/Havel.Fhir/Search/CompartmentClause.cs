namespace Havel.Fhir.Search;

/// <summary><c>GET Patient/23/Observation</c>: the resource lies in a compartment.
/// Source: https://hl7.org/fhir/R4/compartmentdefinition.html.</summary>
/// <param name="Compartment">The resource the compartment is of: <c>Patient/23</c>; it lies in its own compartment
/// itself.</param>
/// <param name="Key">Its <see cref="SearchHash.Key(string)"/>.</param>
/// <param name="Slots">A row of any of these slots with that key puts a resource in.</param>
public sealed record CompartmentClause(string Compartment, long Key, IReadOnlyList<IndexSlot> Slots) : SearchClause;

namespace Havel.Fhir.Search;

/// <summary>One number that a resource can be found by. Source: https://hl7.org/fhir/R4/search.html#number.</summary>
/// <param name="Slot">Id of the <see cref="IndexSlot"/>.</param>
/// <param name="Low">Lowest value, inclusive; equals <paramref name="High"/> for a plain number.</param>
/// <param name="High">Highest value, inclusive.</param>
/// <param name="Part">0 for the whole resource, n for the n-th element of the slot's composite root.</param>
public readonly record struct NumberRow(int Slot, double Low, double High, int Part);

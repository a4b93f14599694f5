namespace Havel.Fhir.Search;

/// <summary>One quantity that a resource can be found by. Source:
/// https://hl7.org/fhir/R4/search.html#quantity.</summary>
/// <param name="Slot">Id of the <see cref="IndexSlot"/>.</param>
/// <param name="Unit"><see cref="SearchHash.Unit(string)"/> of the unit's code; a second row carries the unit's text
/// where it differs.
/// 0 where there is neither.</param>
/// <param name="System"><see cref="SearchHash.System(string)"/> of the unit's system; 0 for none and in the row of the
/// unit's text. A quantity of UCUM in a unit that is not the one of its dimension has one more row, in that unit, with
/// <see cref="SearchHash.ConvertedSystem"/>.</param>
/// <param name="Low">Lowest value, inclusive; negative infinity for an open start.</param>
/// <param name="High">Highest value, inclusive; positive infinity for an open end.</param>
/// <param name="Part">0 for the whole resource, n for the n-th element of the slot's composite root.</param>
public readonly record struct QuantityRow(int Slot, long Unit, int System, double Low, double High, int Part);

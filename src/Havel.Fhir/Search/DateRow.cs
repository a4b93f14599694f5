namespace Havel.Fhir.Search;

/// <summary>One span of time that a resource can be found by. Source:
/// https://hl7.org/fhir/R4/search.html#date.</summary>
/// <param name="Slot">Id of the <see cref="IndexSlot"/>.</param>
/// <param name="Low">First millisecond since 1970-01-01T00:00Z, inclusive; <see cref="long.MinValue"/> for an open
/// start.</param>
/// <param name="High">Last millisecond, inclusive; <see cref="long.MaxValue"/> for an open end.</param>
/// <param name="Part">0 for the whole resource, n for the n-th element of the slot's composite root.</param>
public readonly record struct DateRow(int Slot, long Low, long High, int Part);

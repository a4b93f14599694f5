namespace Havel.Fhir.Search;

/// <summary>One string that a resource can be found by. Source: https://hl7.org/fhir/R4/search.html#string.</summary>
/// <param name="Slot">Id of the <see cref="IndexSlot"/>.</param>
/// <param name="Text">The text as <see cref="SearchText.Normalise"/> gives it.</param>
/// <param name="Exact"><see cref="SearchHash.Exact"/> of the text as it was written, for <c>:exact</c>.</param>
/// <param name="Part">0 for the whole resource, n for the n-th element of the slot's composite root.</param>
public readonly record struct StringRow(int Slot, string Text, int Exact, int Part);

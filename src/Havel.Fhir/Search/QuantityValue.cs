namespace Havel.Fhir.Search;

/// <summary>A quantity to compare with. Source: https://hl7.org/fhir/R4/search.html#quantity.</summary>
/// <param name="Prefix">How to compare, by <see cref="RangeComparison"/>.</param>
/// <param name="Low">As in <see cref="NumberValue"/>.</param>
/// <param name="High">As in <see cref="NumberValue"/>.</param>
/// <param name="Unit">Hash of the unit's code or text; null for any.</param>
/// <param name="System">Hash of the unit's system; null for any.</param>
/// <param name="IsConverted">Whether it is in the unit that all of its dimension are compared in, so that rows with
/// <see cref="SearchHash.ConvertedSystem"/> count as well; no other value meets these.</param>
public sealed record QuantityValue(
    SearchPrefix Prefix, double Low, double High, long? Unit, int? System, bool IsConverted = false) : SearchValue;

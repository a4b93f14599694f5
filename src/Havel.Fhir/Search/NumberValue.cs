namespace Havel.Fhir.Search;

/// <summary>A number to compare with. Source: https://hl7.org/fhir/R4/search.html#number.</summary>
/// <param name="Prefix">How to compare, by <see cref="RangeComparison"/>.</param>
/// <param name="Low">Lowest value, inclusive: by implicit precision for <c>eq</c> and <c>ne</c>, widened for <c>ap</c>,
/// else exact.</param>
/// <param name="High">Highest value, inclusive.</param>
public sealed record NumberValue(SearchPrefix Prefix, double Low, double High) : SearchValue;

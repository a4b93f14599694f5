namespace Havel.Fhir.Search;

/// <summary>A date to compare with. Source: https://hl7.org/fhir/R4/search.html#date.</summary>
/// <param name="Prefix">How to compare, by <see cref="RangeComparison"/>.</param>
/// <param name="Low">First millisecond since 1970-01-01T00:00Z, inclusive; for <c>ap</c> already widened.</param>
/// <param name="High">Last millisecond, inclusive; for <c>ap</c> already widened.</param>
public sealed record DateValue(SearchPrefix Prefix, long Low, long High) : SearchValue;

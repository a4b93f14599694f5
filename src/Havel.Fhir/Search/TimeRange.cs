using Havel.Fhir.Search.Values;

namespace Havel.Fhir.Search;

/// <summary>A span of time in milliseconds since 1970-01-01T00:00Z, both ends inclusive.</summary>
/// <param name="Low">First millisecond; <see cref="long.MinValue"/> for an open start.</param>
/// <param name="High">Last millisecond; <see cref="long.MaxValue"/> for an open end.</param>
public readonly record struct TimeRange(long Low, long High)
{
    /// <summary>All of time.</summary>
    public static readonly TimeRange Open = new(long.MinValue, long.MaxValue);

    /// <summary>The span that a FHIR date, dateTime or instant stands for; without a zone it is UTC.</summary>
    public static bool TryParse(string text, out TimeRange range) => FhirInstant.TryParse(text, out range);
}

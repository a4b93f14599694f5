namespace Havel.Consent.Resources;

/// <summary>A stretch of time in milliseconds since 1970 UTC, both ends inclusive;
/// <see cref="long.MinValue"/> and <see cref="long.MaxValue"/> are open ends.</summary>
/// <param name="Low">First millisecond.</param>
/// <param name="High">Last millisecond.</param>
public readonly record struct DateRange(long Low, long High)
{
    public static DateRange Always { get; } = new(long.MinValue, long.MaxValue);

    public bool IsReversed => Low > High;

    public bool Overlaps(DateRange other) => Low <= other.High && other.Low <= High;

    public bool Contains(DateRange other) => Low <= other.Low && other.High <= High;

    public bool Contains(long instant) => Low <= instant && instant <= High;
}

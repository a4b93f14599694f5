namespace Havel.Store.Tests;

/// <summary>A clock that moves only when a test moves it.</summary>
internal sealed class StoppedClock : TimeProvider
{
    private long _stopwatch;

    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Whether an hour passes between any two looks at the stopwatch, so that every time limit is used
    /// up.</summary>
    public bool IsRushing { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => IsRushing
        ? Interlocked.Add(ref _stopwatch, TimestampFrequency * 3600)
        : Interlocked.Read(ref _stopwatch);
}

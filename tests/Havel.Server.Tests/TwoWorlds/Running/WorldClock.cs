namespace Havel.Server.Tests.TwoWorlds.Running;

/// <summary>A clock that stands until it is set: the same instant for the same request in both worlds.</summary>
internal sealed class WorldClock : TimeProvider
{
    private static readonly DateTimeOffset Origin = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private long _ticks = Origin.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Sets the clock to that many seconds after the world began.</summary>
    public void Set(int second) => Interlocked.Exchange(ref _ticks, Origin.AddSeconds(second).UtcTicks);
}

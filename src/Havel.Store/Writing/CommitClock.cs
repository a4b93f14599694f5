namespace Havel.Store.Writing;

/// <summary>Gives every commit a time of its own: milliseconds that only grow, whatever the machine's clock does, so
/// that <c>_lastUpdated</c> and <c>_since</c> never pass over a version.</summary>
internal sealed class CommitClock(TimeProvider time, long last)
{
    private long _last = last;

    /// <summary>The time of the last commit.</summary>
    public long Last => _last;

    /// <summary>Takes in the time of a commit that another process made.</summary>
    public void Observe(long committed) => _last = Math.Max(_last, committed);

    /// <summary>Milliseconds since 1970 UTC, larger than every one before.</summary>
    public long Next() => _last = Math.Max(_last + 1, time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Nothing was written at the time that was given last.</summary>
    /// <param name="before">The time of the commit before.</param>
    public void TakeBack(long before) => _last = before;
}

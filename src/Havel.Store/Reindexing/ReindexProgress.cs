namespace Havel.Store.Reindexing;

/// <summary>How far a reindexing is. The numbers count everybody's resources: for the operator only.</summary>
public sealed record ReindexProgress
{
    public required ReindexScope Scope { get; init; }

    /// <summary>Resources whose rows were derived again.</summary>
    public required long Done { get; init; }

    /// <summary>Resources there were when it began.</summary>
    public required long Total { get; init; }

    /// <summary>Resources of which something was missing or wrong.</summary>
    public required long Mended { get; init; }

    /// <summary>Index rows that belonged to nothing.</summary>
    public required long Removed { get; init; }

    /// <summary>Whether it has come to its end.</summary>
    public bool IsDone { get; init; }

    /// <summary>Resources a second, since this process went on with it.</summary>
    public double Rate { get; init; }

    /// <summary>Share of the work that is done, from 0 to 100.</summary>
    public double Percent => IsDone ? 100 : Math.Min(99, 100.0 * Done / Math.Max(Total, 1));

    /// <summary>How long the rest takes, about; null where nothing tells.</summary>
    public TimeSpan? Remaining => IsDone ? TimeSpan.Zero
        : Rate > 0 ? TimeSpan.FromSeconds(Math.Max(Total - Done, 0) / Rate) : null;

    /// <summary>In a line.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Percent:N0} %, {Done:N0} of {Total:N0} resources, {Rate:N0}/s, {Left} remaining, "
        + $"{Mended:N0} mended, {Removed:N0} rows removed");

    private string Left => Remaining is { } left ? $"{left:hh\\:mm\\:ss}" : "unknown";
}

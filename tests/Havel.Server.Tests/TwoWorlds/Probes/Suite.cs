namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>All probes, in the order in which they run.</summary>
internal static class Suite
{
    /// <summary>The rows of docs/two-worlds.md that the suite covers.</summary>
    public static IReadOnlyList<int> Rows { get; } =
        [.. Enumerable.Range(1, 16), 19, .. Enumerable.Range(21, 7), 39, 45, 46];

    /// <summary>Probes that change nothing.</summary>
    public static IReadOnlyList<Probe> Reading { get; } =
    [
        .. InstanceProbes.All(), .. ParameterProbes.All(), .. LinkProbes.All(),
        .. PageProbes.All(), .. BundleProbes.All(),
    ];

    /// <summary>Probes that write, and the reads that look at what they left.</summary>
    public static IReadOnlyList<Probe> Writing { get; } = [.. WriteProbes.All(), .. RevocationProbes.All()];
}

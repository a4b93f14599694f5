namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>All probes, in the order in which they run.</summary>
internal static class Suite
{
    private const int WholeRow = 120;
    private const int EveryNth = 5;

    /// <summary>The rows of docs/two-worlds.md that the suite covers.</summary>
    public static IReadOnlyList<int> Rows { get; } =
        [.. Enumerable.Range(1, 16), 19, .. Enumerable.Range(20, 8), 39, 45, 46];

    /// <summary>Probes that change nothing.</summary>
    public static IReadOnlyList<Probe> Reading { get; } =
    [
        .. InstanceProbes.All(), .. ParameterProbes.All(), .. LinkProbes.All(), .. QueryProbes.All(),
        .. PageProbes.All(), .. BundleProbes.All(), .. OperationProbes.All(), .. PackageProbes.Reading(),
        .. TermProbes.All(), .. TextProbes.All(),
    ];

    /// <summary>Of the reading probes all of the small rows and a part of the large ones: enough to tell whether a row
    /// would notice h at all.</summary>
    public static IReadOnlyList<Probe> Sample { get; } =
    [
        .. Reading.GroupBy(probe => probe.Row)
            .SelectMany(row => row.Count() <= WholeRow ? row : row.Where((_, rank) => rank % EveryNth == 0)),
    ];

    /// <summary>Probes that write, and the reads that look at what they left.</summary>
    public static IReadOnlyList<Probe> Writing { get; } =
        [
        .. WriteProbes.All(), .. PackageProbes.Writing(), .. RecordProbes.Writing(), .. RevocationProbes.All(),
    ];
}

using Havel.Server.Tests.TwoWorlds.Probes;
using Havel.Server.Tests.TwoWorlds.Region;
using Havel.Server.Tests.TwoWorlds.Running;
using Xunit;

namespace Havel.Server.Tests.TwoWorlds;

/// <summary>A suite that compares nothing with nothing would pass as well. These tests hold that h would show if nobody
/// hid it, in every row, and that the requesters are not simply shut out from everything.</summary>
[Collection(WorldsFixtureDefinition.Name)]
public sealed class VacuityTests(Stock stock)
{
    /// <summary>Rows in which an old version alone can show; it stands in no index.</summary>
    private static readonly int[] VersionRows = [3, 4, 5, 21, 39];

    /// <summary>Rows that only writes exercise.</summary>
    private static readonly int[] WritingRows = [23, 24, 25, 26, 27, 45];

    /// <summary>Rows whose answers to a requester are refusals by their nature.</summary>
    private static readonly int[] BareRows = [24];

    public static TheoryData<HiddenKind> Kinds => [.. TwoWorldTests.Kinds];

    public static TheoryData<string> Requesters => TwoWorldTests.Requesters;

    [Fact]
    public void Every_row_has_its_probes()
    {
        var rows = Suite.Reading.Concat(Suite.Writing).Select(probe => probe.Row).Distinct().Order();

        Assert.Equal(Suite.Rows, rows);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task To_whom_nothing_is_hidden_h_shows_in_every_row(HiddenKind kind)
    {
        var reads = await Task.WhenAll(stock.Glance(Who.System, HiddenKind.None), stock.Glance(Who.System, kind));
        var telling = Comparison.Differing(reads[0], reads[1]).Select(i => reads[0].Probes[i].Row).ToList();

        var expected = kind == HiddenKind.Version ? VersionRows : Suite.Rows.Except(WritingRows);
        Assert.Empty(expected.Except(telling).Except(RowsOfOthers(kind)));
        var least = kind == HiddenKind.Version ? 10 : 60;
        Assert.True(telling.Count >= least, $"only {telling.Count} probes would show h");
    }

    [Fact]
    public async Task To_whom_nothing_is_hidden_h_shows_in_every_row_of_writes()
    {
        var full = await Write(HiddenKind.None);
        var telling = new HashSet<int>();
        foreach (var kind in (HiddenKind[])[HiddenKind.Resource, HiddenKind.Patient])
        {
            var bare = await Write(kind);
            telling.UnionWith(Comparison.Differing(full, bare).Select(i => full.Probes[i].Row));
        }

        Assert.Empty(WriteProbes.Rows.Except(telling));
    }

    [Theory]
    [MemberData(nameof(Requesters))]
    public async Task Each_requester_sees_something_in_every_row(string requester)
    {
        var transcript = await stock.Glance(TwoWorldTests.Find(requester), HiddenKind.None);
        var seen = Enumerable.Range(0, transcript.Probes.Count)
            .Where(i => transcript.Echoes[i].Any(echo => echo.TellsSomething))
            .Select(i => transcript.Probes[i].Row)
            .ToHashSet();

        // A 304 has no body, and counts alone have no entries: rows 2 and 5 tell by their status.
        Assert.Empty(Suite.Rows.Except(WritingRows).Except(BareRows).Except(seen));
    }

    [Fact]
    public async Task A_leak_is_noticed()
    {
        var seen = await stock.Glance(Who.System, HiddenKind.None);
        var unseen = await stock.Glance(Who.Restricted, HiddenKind.Resource);

        var report = Comparison.Describe(seen, unseen);

        Assert.Contains("probes tell of h", report, StringComparison.Ordinal);
        Assert.Contains("row 1: Requester GET ", report, StringComparison.Ordinal);
        Assert.Contains("[404]", report, StringComparison.Ordinal);
    }

    private async Task<Transcript> Write(HiddenKind left)
    {
        await using var world = await stock.Copy(left, Who.System.IsOptIn);
        return await Transcript.Take(world, Who.System, Suite.Writing);
    }

    // What several patients share can neither be a measurement nor stand in one patient's chain.
    private static int[] RowsOfOthers(HiddenKind kind) => kind == HiddenKind.Several ? [3, 11] : [];
}

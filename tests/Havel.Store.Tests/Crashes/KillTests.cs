using System.Diagnostics;
using Havel.Store.Tests.Parameters;
using Xunit;

namespace Havel.Store.Tests.Crashes;

/// <summary>The process is killed as <c>kill -9</c> does, at many points: what was acknowledged is there, and what is
/// there
/// is whole. Each point is a number of acknowledged lines after which the kill falls into whatever is going
/// on.</summary>
public sealed class KillTests
{
    [Theory]
    [InlineData("single", 1)]
    [InlineData("single", 40)]
    [InlineData("single", 333)]
    [InlineData("creates", 1)]
    [InlineData("creates", 700)]
    [InlineData("creates", 2999)]
    [InlineData("creates", 9000)]
    [InlineData("bundle", 61)]
    [InlineData("bundle", 700)]
    [InlineData("records", 1)]
    [InlineData("records", 1700)]
    [InlineData("records", 8000)]
    [InlineData("import", 1)]
    [InlineData("import", 4000)]
    public async Task A_killed_writer_leaves_all_it_acknowledged_and_nothing_by_halves(string kind, int lines)
    {
        var folder = Directory.CreateTempSubdirectory("havel-kill-").FullName;
        var acknowledged = await WriteUntilKilledAsync(kind, folder, lines);
        Assert.True(acknowledged.Count >= Math.Min(lines, 1));

        using var store = new TestStore(folder);
        store.AssertSound();
        var stored = store.Rows(
                "SELECT t.name || '/' || r.id, r.version FROM resource r JOIN type t ON t.id = r.type", 2)
            .ToDictionary(row => row.Split('|')[0], row => int.Parse(row.Split('|')[1]), StringComparer.Ordinal);
        foreach (var (id, version) in acknowledged)
            Assert.True(stored.GetValueOrDefault(id) >= version, $"{id} was acknowledged at {version}.");

        if (kind is "records")
        {
            // Observation/r12-3 is of batch r12.
            var batches = stored.Keys.CountBy(id => id.Split('/')[1].Split('-')[0]);
            Assert.All(batches, batch => Assert.Equal(CrashWriter.RecordSize, batch.Value));
        }

        await store.PutAsync(Sample.Patient("afterwards"));
        store.AssertSound();
    }

    [Fact]
    public async Task A_killed_import_is_run_again_and_ends_as_if_nothing_had_happened()
    {
        var folder = Directory.CreateTempSubdirectory("havel-kill-").FullName;
        await WriteUntilKilledAsync("import", folder, 1600);
        using var store = new TestStore(folder);
        string[] resources =
            [.. Enumerable.Range(0, 1500).Select(n => Sample.Observation($"i0-{n}", $"i{n % 30}", $"{n}", n))];

        var counts = await store.ImportAsync(resources);

        Assert.Equal(1500, counts["Observation"].Unchanged);
        store.AssertSound();
    }

    [Theory]
    [InlineData(30)]
    [InlineData(90)]
    [InlineData(250)]
    [InlineData(610)]
    public async Task A_killed_writer_leaves_its_search_parameters_where_the_index_says_they_are(int lines)
    {
        var folder = Directory.CreateTempSubdirectory("havel-kill-").FullName;
        await WriteUntilKilledAsync("parameters", folder, lines);
        using var store = new TestStore(folder);
        store.AssertSound();
        await store.Store.Worker.StepAsync();
        store.AssertSound();
        await store.Store.UseParametersAsync(store.Grant, [CustomParameters.Amount]);
        await store.SettleAsync();

        store.AssertSound();
        var untouched = store.Scalar(
            "SELECT count(*) FROM number_row n JOIN slot s ON s.id = n.slot WHERE s.name LIKE 'Observation.amount#%'");
        Assert.Equal(store.Scalar("SELECT count(*) FROM resource"), untouched);
        Assert.True(store.Find("Observation", "amount", "1").Count == 1000);
    }

    private static async Task<Dictionary<string, int>> WriteUntilKilledAsync(string kind, string folder, int lines)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["exec", typeof(KillTests).Assembly.Location, kind, folder])
            start.ArgumentList.Add(argument);

        using var writer = Process.Start(start)!;
        var acknowledged = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = 0;
        while (await writer.StandardOutput.ReadLineAsync() is { } line)
        {
            var parts = line.Split(' ');
            // A line may be cut by the kill itself.
            if (parts.Length == 2 && int.TryParse(parts[1], out var version))
                acknowledged[parts[0]] = Math.Max(version, acknowledged.GetValueOrDefault(parts[0]));

            if (++seen == lines)
                writer.Kill();
        }

        await writer.WaitForExitAsync();
        return acknowledged;
    }
}

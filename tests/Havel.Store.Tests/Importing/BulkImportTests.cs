using System.Text;
using Havel.Fhir.Parsing;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Store.Tests.Importing;

public sealed class BulkImportTests
{
    [Fact]
    public async Task What_is_there_already_is_not_written_again()
    {
        using var store = new TestStore();
        await store.ImportAsync(Sample.Patient("p1"), Sample.Observation("o1", "p1"));

        var counts = await store.ImportAsync(Sample.Patient("p1", "Svoboda"), Sample.Observation("o1", "p1"));

        Assert.Equal(1, counts["Patient"].Updated);
        Assert.Equal(1, counts["Observation"].Unchanged);
        Assert.Equal(1, store.Scalar("SELECT count(*) FROM history"));
        store.AssertSound();
    }

    [Fact]
    public async Task Two_resources_with_one_id_become_two_versions()
    {
        using var store = new TestStore();

        var counts = await store.ImportAsync(Sample.Patient("p1"), Sample.Patient("p1", "Svoboda"));

        Assert.Equal(1, counts["Patient"].Created);
        Assert.Equal(1, counts["Patient"].Updated);
        store.AssertSound();
    }

    [SharedFact("data/mii")]
    public async Task Every_resource_of_the_German_core_data_set_is_stored_soundly()
    {
        using var store = new TestStore();
        using var import = store.Store.BeginImport(store.Grant);
        var added = 0;
        var folder = SharedData.Path("data/mii");
        foreach (var path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            var parsed = ResourceParser.OfThread.Parse(await File.ReadAllBytesAsync(path));
            if (!parsed.IsValid || parsed.Table.Root.Type.Name == "Bundle")
                continue;

            var id = parsed.Table.Root.TextOf("id") ?? $"nameless-{added}";
            await import.AddAsync(store.Store.Preparation.Prepare(parsed.Table, id));
            added++;
        }

        await import.CompleteAsync();
        Assert.Equal(added, import.Counts.Values.Sum(count => count.Total));
        store.AssertSound();
    }

    [Fact]
    public async Task Stored_bodies_are_compact()
    {
        using var store = new TestStore();
        await store.ImportAsync("{ \"resourceType\" : \"Organization\",\n \"id\":\"o1\", \"name\" : \"A  B\" }");

        Assert.StartsWith(
            """{"resourceType":"Organization","id":"o1","meta":{"versionId":"1",""",
            store.OnlyBody(), StringComparison.Ordinal);
        Assert.Contains("A  B", store.OnlyBody(), StringComparison.Ordinal);
        Assert.Equal(0, Encoding.UTF8.GetBytes(store.OnlyBody()).Count(b => b == '\n'));
    }
}

using Havel.Store.Writing;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Store.Tests.Databases;

/// <summary>The writer on PostgreSQL.</summary>
public sealed class PostgresWritingTests
{
    private const string Patient = """{"resourceType":"Patient","id":"p","birthDate":"1970-01-01"}""";

    private static string Observation(string id, string value = "1") =>
        $$$"""
        {"resourceType":"Observation","id":"{{{id}}}","status":"final",
         "code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},
         "subject":{"reference":"Patient/p"},"effectiveDateTime":"2024-05-01",
         "valueQuantity":{"value":{{{value}}},"unit":"/min","system":"http://unitsofmeasure.org","code":"/min"}}
        """;

    [PostgresFact]
    public async Task What_is_written_updated_and_deleted_is_sound()
    {
        using var database = PostgresServer.Shared.CreateDatabase();
        using var store = new TestStore(database);
        await store.PutAsync(Patient);
        await store.PutAsync(Observation("a"));
        await store.PutAsync(Observation("b"));
        var second = await store.PutAsync(Observation("a", "2"));
        await store.DeleteAsync("Observation", "b");

        Assert.Equal(2, second.Version);
        Assert.Equal(3, store.Scalar("SELECT count(*) FROM resource"));
        Assert.Equal(2, store.Scalar("SELECT count(*) FROM history"));
        Assert.Equal(1, store.Scalar("SELECT count(*) FROM quantity_row"));
        store.AssertSound();
    }

    [PostgresFact]
    public async Task An_import_goes_in_and_again_without_a_change()
    {
        using var database = PostgresServer.Shared.CreateDatabase();
        using var store = new TestStore(database);
        string[] resources = [Patient, .. Enumerable.Range(0, 3_000).Select(each => Observation($"o{each}"))];

        var first = await store.ImportAsync(resources);
        var second = await store.ImportAsync(resources);

        Assert.Equal(3_000, first["Observation"].Created);
        Assert.Equal(3_000, second["Observation"].Unchanged);
        store.AssertSound();
    }

    [PostgresFact]
    public async Task Of_two_processes_each_sees_at_once_what_the_other_has_written()
    {
        using var database = PostgresServer.Shared.CreateDatabase();
        using var one = new TestStore(database);
        using var other = new TestStore(database);
        await one.PutAsync(Patient);
        await other.PutAsync(Observation("a"));
        await one.PutAsync(Observation("a", "2"));
        var third = await other.PutAsync(Observation("a", "3"));

        Assert.Equal(3, third.Version);
        var conflict = await one.CommitAsync(
            WriteOperation.Update(one.Grant, one.Ready(Observation("a", "4")), ifMatch: 2));
        Assert.Equal(WriteStatus.VersionConflict, conflict.Results[0].Status);
        one.AssertSound();
        other.AssertSound();
    }

    [PostgresFact]
    public async Task Processes_that_write_at_once_lose_nothing_and_time_only_grows()
    {
        const int Each = 60;
        using var database = PostgresServer.Shared.CreateDatabase();
        using var one = new TestStore(database);
        using var other = new TestStore(database);
        await one.PutAsync(Patient);

        await Task.WhenAll(
            Parallel.ForAsync(0, Each, async (at, _) => await one.PutAsync(Observation("same", $"{at}"))),
            Parallel.ForAsync(0, Each, async (at, _) => await other.PutAsync(Observation("same", $"{at}"))));

        Assert.Equal(2 * Each, one.Scalar("SELECT version FROM resource WHERE id = 'same'"));
        Assert.Equal(0, one.Scalar("""
            SELECT count(*) FROM history h, history n
            WHERE n.rid = h.rid AND n.version = h.version + 1 AND n.updated < h.updated
            """));
        one.AssertSound();
    }
}

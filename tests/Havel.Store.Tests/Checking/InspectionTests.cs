using Havel.Store.Checking;
using Havel.Store.Sqlite;
using Havel.Store.Writing;
using Xunit;

namespace Havel.Store.Tests.Checking;

/// <summary>A check from beside whoever has the store finds every kind of damage.</summary>
public sealed class InspectionTests
{
    private const string Narrated = """
        {"resourceType":"Patient","id":"p9","text":{"status":"generated",
         "div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">Frau Novak aus Wien</div>"}}
        """;

    [Theory]
    [InlineData("DELETE FROM token_row WHERE rid = 2", "lacks")]
    [InlineData("UPDATE token_row SET value = value + 1 WHERE rid = 2 AND system <> -1", "lacks")]
    [InlineData(
        "INSERT INTO date_row(slot, low, high, subject, at, rid, part, guard) VALUES (1, 2, 3, 4, 5, 6, 7, 8)",
        "belongs to nothing")]
    [InlineData("UPDATE resource SET body = x'0105ffff' WHERE rid = 2", "cannot be read")]
    [InlineData("UPDATE history SET body = x'0109' WHERE version = 1", "cannot be read")]
    [InlineData(
        "UPDATE resource SET body = (SELECT body FROM resource WHERE rid = 1) WHERE rid = 2", "has the body of")]
    [InlineData("UPDATE history SET version = 7", "gaps")]
    [InlineData("UPDATE resource SET guard = 999 WHERE rid = 2", "guard")]
    [InlineData("DELETE FROM subject_member", "other patients")]
    [InlineData("DELETE FROM narrative", "lacks its words")]
    [InlineData("INSERT INTO narrative(rowid, words) VALUES (2, 'stray')", "which has none")]
    [InlineData(
        "DELETE FROM narrative; INSERT INTO narrative(rowid, words) "
        + "SELECT rid, 'frau novak aus graz' FROM resource WHERE id = 'p9'", "other words")]
    public async Task Damage_is_found_and_named(string damage, string named)
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Patient("p1"));
        await store.PutAsync(Sample.Observation("o1", "p1"));
        await store.PutAsync(Sample.Observation("o1", "p1", value: 3));
        await store.PutAsync(Narrated);
        Assert.Empty(Inspect(store).Faults);

        using (var connection = SqliteConnection.Open(
            Path.Combine(store.Folder, "havel.db"), OpenMode.ReadWriteCreate))
            connection.Execute(damage);

        Assert.Contains(Inspect(store).Faults, fault => fault.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Held_creates_are_counted_and_checked_beside_the_server_that_holds_them()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Patient("p1"));
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                var ready = store.Ready(Sample.Observation($"h{number}", "p1"));
                await store.CommitAsync(WriteOperation.Create(store.Grant, ready));
            }
        });
        var held = 0L;
        for (var round = 0; round < 20; round++)
        {
            var report = Inspect(store);
            Assert.Empty(report.Faults);
            held += report.Held;
        }

        await stop.CancelAsync();
        await writing;
        Assert.True(held > 0);
    }

    private static CheckReport Inspect(TestStore store) =>
        StoreInspection.Check(store.Grant, new StoreOptions(store.Folder, store.Clock));
}

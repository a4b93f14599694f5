using Havel.Store.Reindexing;
using Havel.Store.Sqlite;
using Havel.Store.Tests.Parameters;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Store.Tests.Reindexing;

/// <summary>Index rows are damaged by hand, and derived again while others write.</summary>
public sealed class ReindexTests
{
    private const int Observations = 120;

    private static readonly string[] Damage =
    [
        "DELETE FROM token_row WHERE rid % 3 = 0",
        "DELETE FROM date_row WHERE rid % 5 = 1",
        "UPDATE token_row SET value = value + 1 WHERE rid % 7 = 2 AND system <> -1",
        "UPDATE string_row SET guard = guard + 1",
        "UPDATE number_row SET at = at + 1",
        "UPDATE quantity_row SET low = low + 1, high = high + 1 WHERE rid % 4 = 0",
        "INSERT INTO token_row(slot, value, subject, at, rid, system, part, guard) "
            + "SELECT slot, value, subject, at, rid + 1000000, system, part, guard FROM token_row WHERE rid % 3 = 1",
        "INSERT INTO date_row(slot, low, high, subject, at, rid, part, guard) "
            + "SELECT slot, low + 1, high + 1, subject, at, rid, part, guard FROM date_row WHERE rid % 3 = 1",
        "DELETE FROM uri",
        "DELETE FROM narrative WHERE rowid % 2 = 0",
    ];

    [Theory]
    [InlineData(1_000)]
    [InlineData(50)]
    public async Task Damaged_rows_are_right_again_while_others_write(int part)
    {
        using var store = new TestStore();
        await DamagedAsync(store, part, sql => Sqlite(store, sql));
    }

    [PostgresFact]
    public async Task Damaged_rows_on_postgres_are_right_again_while_others_write()
    {
        using var database = PostgresServer.Shared.CreateDatabase();
        using var store = new TestStore(database);
        await DamagedAsync(store, 50, sql => database.Sql(sql));
    }

    [Fact]
    public async Task One_parameter_of_one_type_is_mended_and_nothing_else()
    {
        using var store = new TestStore();
        await FillAsync(store);
        Sqlite(store, "DELETE FROM token_row WHERE system <> -1");
        Sqlite(store, "DELETE FROM date_row");

        Assert.False(store.Store.CanReindex(store.Grant, new ReindexScope("Observation", "nothing")));
        Assert.False(store.Store.CanReindex(store.Grant, new ReindexScope("Nothing")));
        var done = await store.Store.ReindexAsync(
            store.Grant, new ReindexScope("Observation", "code"), tell: null, CancellationToken.None);

        Assert.Equal(Observations, done!.Mended);
        Assert.Equal(Observations, Found(store, "code", "718-7").Count);
        Assert.Empty(Found(store, "date", "2024"));
        await store.Store.ReindexAsync(store.Grant, new ReindexScope("Observation"), null, CancellationToken.None);
        Assert.Equal(Observations, Found(store, "date", "2024").Count);
    }

    [Fact]
    public async Task A_run_that_was_interrupted_goes_on_where_it_was()
    {
        using var store = new TestStore();
        await FillAsync(store);
        Sqlite(store, "DELETE FROM token_row");
        using var stop = new CancellationTokenSource();
        store.Store.ReindexPart = 20;
        var seen = 0L;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Store.ReindexAsync(
            store.Grant,
            new ReindexScope(),
            progress =>
            {
                seen = progress.Done;
                if (progress.Done >= 50)
                    stop.Cancel();
            },
            stop.Token));

        var left = store.Store.Reindexing(store.Grant)!;
        Assert.InRange(left.Done, 20, seen);
        Assert.InRange(left.Percent, 1, 99);
        store.Reopen();
        Assert.Null(await store.Store.ReindexAsync(
            store.Grant, new ReindexScope("Patient"), tell: null, CancellationToken.None));
        var first = -1L;
        var done = await store.Store.ReindexAsync(
            store.Grant,
            new ReindexScope(),
            progress => first = first < 0 ? progress.Done : first,
            CancellationToken.None);

        Assert.True(first > left.Done);
        Assert.True(done!.IsDone);
        Assert.Null(store.Store.Reindexing(store.Grant));
        store.AssertSound();
    }

    private static async Task DamagedAsync(TestStore store, int part, Action<string> sql)
    {
        await FillAsync(store);
        await store.PutAsync(Sample.DenyLabel("c1", "p1", "HIV"));
        store.AssertSound();
        var answers = Answers(store);
        store.Store.Settle();
        foreach (var statement in Damage)
            sql(statement);

        Assert.NotEqual(0, store.Store.Check(store.Grant).FaultCount);
        store.Store.ReindexPart = part;
        using var stop = new CancellationTokenSource();
        var writing = WriteAsync(store, stop.Token);
        var told = new List<ReindexProgress>();
        var done = await store.Store.ReindexAsync(
            store.Grant, new ReindexScope(), told.Add, CancellationToken.None);
        await stop.CancelAsync();
        await writing;

        Assert.True(done!.IsDone);
        Assert.True(done.Mended > 0 && done.Removed > 0, done.ToString());
        Assert.Equal(told.OrderBy(progress => progress.Done), told);
        store.AssertSound();
        Assert.Equal(answers, Answers(store));
        var again = await store.Store.ReindexAsync(store.Grant, new ReindexScope(), null, CancellationToken.None);
        Assert.Equal(0, again!.Removed);
    }

    private static async Task FillAsync(TestStore store)
    {
        for (var patient = 0; patient < 4; patient++)
            await store.PutAsync(Sample.Patient($"p{patient}"));

        await store.ImportAsync([.. Enumerable.Range(0, Observations).Select(number => Sample.Observation(
            $"o{number}", $"p{number % 4}", value: number % 9, label: number % 5 == 0 ? "HIV" : ""))]);
    }

    private static async Task WriteAsync(TestStore store, CancellationToken stop)
    {
        for (var round = 0; !stop.IsCancellationRequested && round < 2_000; round++)
        {
            // Codes of their own: the answers that are compared are about the others.
            await store.PutAsync(Sample.Observation($"w{round % 30}", "p2", "other", round));
            if (round % 7 == 3)
                await store.DeleteAsync("Observation", $"w{round % 30}");
            if (round % 20 == 5)
                await store.PutAsync(Sample.DenyLabel("c3", "p3", round % 40 == 5 ? "HIV" : "PSY"));
        }
    }

    private static List<string> Answers(TestStore store) =>
    [
        string.Join(',', Found(store, "code", "718-7")),
        string.Join(',', Found(store, "code:not", "other")),
        string.Join(',', Found(store, "value-quantity", "gt3||g/dL")),
        string.Join(',', Found(store, "_security", "HIV")),
    ];

    private static List<string> Found(TestStore store, string name, string value)
    {
        var result = store.Store.Search(
            store.Grant, store.Parse("Observation", name, value).Query with { Count = 1000 });
        return
        [
            .. result.Page!.Matches.Select(match => match.Id)
                .Where(id => id[0] == 'o').Order(StringComparer.Ordinal),
        ];
    }

    private static void Sqlite(TestStore store, string sql)
    {
        store.Store.Settle();
        using var connection = SqliteConnection.Open(
            Path.Combine(store.Folder, "havel.db"), OpenMode.ReadWriteCreate);
        connection.Execute(sql);
    }
}

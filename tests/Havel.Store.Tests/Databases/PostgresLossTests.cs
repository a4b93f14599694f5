using System.Collections.Concurrent;
using Havel.Store.Databases;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Store.Tests.Databases;

/// <summary>What is acknowledged is there, whatever becomes of the connection or the server.</summary>
public sealed class PostgresLossTests
{
    private static string Basic(string id) =>
        $$$"""{"resourceType":"Basic","id":"{{{id}}}","code":{"text":"x"}}""";

    [PostgresFact]
    public async Task Connections_that_are_cut_in_the_middle_cost_no_acknowledged_write_and_none_twice()
    {
        using var database = PostgresServer.Shared.CreateDatabase();
        using var store = new TestStore(database);
        var cutting = true;
        var cutter = Task.Run(() =>
        {
            while (Volatile.Read(ref cutting))
            {
                database.Server.Sql($"""
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = '{database.Name}' AND pid <> pg_backend_pid()
                    """);
            }
        });
        var (acknowledged, _) = await Write(store, TimeSpan.FromSeconds(4));
        Volatile.Write(ref cutting, false);
        await cutter;

        AssertThere(store, acknowledged);
        Assert.Equal(0, store.Scalar("SELECT count(*) FROM resource WHERE version > 1"));
    }

    [PostgresFact]
    public async Task A_server_that_is_killed_under_load_comes_back_with_all_that_was_acknowledged()
    {
        using var server = PostgresServer.Start(isDurable: true);
        using var database = server.CreateDatabase();
        using var store = new TestStore(database);
        var writing = Write(store, TimeSpan.FromSeconds(6));
        await Task.Delay(TimeSpan.FromSeconds(1));
        server.Kill();
        Assert.False(store.Store.Answers());
        server.Restart();
        var (acknowledged, refused) = await writing;

        Assert.True(store.Store.Answers());
        Assert.NotEmpty(acknowledged);
        Assert.All(refused, failure => Assert.True(failure.IsLost, failure.ToString()));
        AssertThere(store, acknowledged);
        await store.PutAsync(Basic("afterwards"));
    }

    private static async Task<
        (IReadOnlyCollection<string> Acknowledged, IReadOnlyCollection<DatabaseException> Refused)>
        Write(TestStore store, TimeSpan time)
    {
        const int Writers = 8;
        var acknowledged = new ConcurrentBag<string>();
        var refused = new ConcurrentBag<DatabaseException>();
        using var stop = new CancellationTokenSource(time);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var at = 0; !stop.IsCancellationRequested; at++)
            {
                try
                {
                    var id = $"w{writer}-{at}";
                    await store.PutAsync(Basic(id));
                    acknowledged.Add(id);
                }
                catch (DatabaseException failure)
                {
                    refused.Add(failure);
                    await Task.Delay(50);
                }
            }
        })));
        return (acknowledged, refused);
    }

    private static void AssertThere(TestStore store, IReadOnlyCollection<string> acknowledged)
    {
        var stored = store.Rows("SELECT id FROM resource", columns: 1).ToHashSet();
        Assert.Equal([], acknowledged.Except(stored, StringComparer.Ordinal).ToList());
        store.AssertSound();
    }
}

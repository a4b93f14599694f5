using System.Collections.Concurrent;
using System.Diagnostics;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Server.Tests.Postgres;

/// <summary>What a client is told when the database is away, full, or does not write, and that nothing that was
/// acknowledged is lost.</summary>
public sealed class PostgresFaultTests
{
    private const string Waiting = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
        + "AND application_name = 'havel' AND wait_event_type = 'Lock'";

    private static string Basic(string id) =>
        $$$"""{"resourceType":"Basic","id":"{{{id}}}","code":{"text":"{{{new string('x', 3_000)}}}"}}""";

    [PostgresFact]
    public async Task A_lost_database_is_a_503_that_says_when_to_come_back_and_then_all_goes_on()
    {
        using var server = PostgresServer.Start(isDurable: true);
        using var database = server.CreateDatabase();
        await using var host = await HavelHost.Start(new HavelHostOptions { Store = database.ConnectionString });
        var system = host.AsSystem();
        await system.Store(Basic("a"));

        server.Stop();
        await AssertRefused(system, 503);
        Assert.Equal(503, (await system.Get("Basic/a")).Status);
        Assert.Equal(503, (await system.Get("Basic?_id=a")).Status);
        Assert.Equal(503, (await host.AsNobody().Get("/health")).Status);

        server.Restart();
        Assert.Equal(200, (await system.Get("Basic/a")).Status);
        Assert.Equal(201, (await system.Put("Basic/b", Basic("b"))).Status);
        Assert.Equal(200, (await host.AsNobody().Get("/health")).Status);
    }

    [PostgresFact]
    public async Task A_server_killed_under_load_has_all_that_was_acknowledged_over_http()
    {
        using var server = PostgresServer.Start(isDurable: true);
        using var database = server.CreateDatabase();
        await using var host = await HavelHost.Start(new HavelHostOptions { Store = database.ConnectionString });
        var acknowledged = new ConcurrentBag<string>();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var system = host.AsSystem();
            while (!stop.IsCancellationRequested)
            {
                var made = await system.Post("Patient", """{"resourceType":"Patient","active":true}""");
                Assert.True(made.Status is 201 or 503, made.Text);
                if (made.Status == 201)
                    acknowledged.Add(made.Header("Location")!);
            }
        })).ToArray();
        for (var round = 0; round < 2; round++)
        {
            await Task.Delay(1_000);
            server.Kill();
            server.Restart();
        }

        await Task.WhenAll(writers);
        Assert.NotEmpty(acknowledged);
        foreach (var location in acknowledged)
            Assert.Equal(200, (await host.AsSystem().Get(location)).Status);
    }

    [PostgresFact]
    public async Task A_database_that_does_not_write_is_a_503_for_writes_and_reads_go_on()
    {
        using var database = PostgresServer.Shared.CreateDatabase();
        await using var host = await HavelHost.Start(new HavelHostOptions { Store = database.ConnectionString });
        var system = host.AsSystem();
        await system.Store(Basic("a"));

        // As after a failover: new connections meet a server that only reads.
        SetReadOnly(database, isReadOnly: true);
        await AssertRefused(system, 503);
        Assert.Equal(200, (await system.Get("Basic/a")).Status);
        Assert.Equal(1, (await system.Get("Basic?_id=a")).Total);

        SetReadOnly(database, isReadOnly: false);
        Assert.Equal(201, (await system.Put("Basic/b", Basic("b"))).Status);
    }

    [PostgresFact]
    public async Task A_query_that_is_stopped_is_refused_as_too_costly_by_whatever_way()
    {
        using var database = PostgresServer.Shared.CreateDatabase();
        await using var host = await HavelHost.Start(new HavelHostOptions { Store = database.ConnectionString });
        var system = host.AsSystem();
        await system.Store(Basic("a"));
        foreach (var path in (string[])["Basic/a", "Basic?_id=a", "Basic/a/_history"])
        {
            // Somebody holds the table; the database gives up as at the end of a request's time.
            using var holder = Hold(database);
            var answer = system.Get(path);
            while (database.Sql($"SELECT pg_cancel_backend(pid) FROM ({Waiting} OFFSET 0) AS waiting").Length == 0)
                await Task.Delay(20);

            var refused = await answer;
            Assert.True(refused.Status == 400, $"{path}: {refused.Status} {refused.Text}");
            Assert.Contains("too-costly", refused.Text);
            database.Sql("""
                SELECT pg_terminate_backend(pid) FROM pg_locks
                WHERE relation = 'resource'::regclass AND mode = 'AccessExclusiveLock' AND granted
                """);
            await holder.WaitForExitAsync();
        }

        Assert.Equal(200, (await system.Get("Basic/a")).Status);
    }

    [FullDiskFact]
    public async Task A_full_disk_is_a_507_for_writes_and_reads_go_on()
    {
        using var disk = SmallDisk.Mount(megabytes: 24);
        using var server = PostgresServer.Start();
        disk.GiveTo(server);
        server.Sql($"CREATE TABLESPACE small LOCATION '{disk.Folder}'");
        using var database = server.CreateDatabase();
        server.Sql($"ALTER DATABASE {database.Name} SET TABLESPACE small");
        await using var host = await HavelHost.Start(new HavelHostOptions { Store = database.ConnectionString });
        var system = host.AsSystem();
        var stored = new List<string>();
        HavelAnswer last;
        do
        {
            last = await system.Put($"Basic/b{stored.Count}", Noise(stored.Count));
            if (last.Status == 201)
                stored.Add($"Basic/b{stored.Count}");
        }
        while (last.Status == 201 && stored.Count < 5_000);

        Assert.True(last.Status == 507, $"{stored.Count}: {last.Status} {last.Text}");
        Assert.Contains("OperationOutcome", last.Text);
        foreach (var path in stored.TakeLast(50))
            Assert.Equal(200, (await system.Get(path)).Status);

        disk.Grow(megabytes: 96);
        Assert.Equal(201, (await system.Put("Basic/after", Basic("after"))).Status);
        foreach (var path in stored)
            Assert.Equal(200, (await system.Get(path)).Status);
    }

    private static string Noise(int number)
    {
        var bytes = new byte[40_000];
        new Random(number).NextBytes(bytes);
        return $$$"""
            {"resourceType":"Basic","id":"b{{{number}}}","code":{"text":"{{{Convert.ToBase64String(bytes)}}}"}}
            """;
    }

    private static async Task AssertRefused(HavelClient system, int status)
    {
        var refused = await system.Put("Basic/x", Basic("x"));
        Assert.True(refused.Status == status, $"{refused.Status}: {refused.Text}");
        Assert.NotNull(refused.Header("Retry-After"));
        Assert.Contains("OperationOutcome", refused.Text);
    }

    private static void SetReadOnly(PostgresDatabase database, bool isReadOnly)
    {
        database.Server.Sql(
            $"ALTER DATABASE {database.Name} SET default_transaction_read_only = {(isReadOnly ? "on" : "off")}");
        database.Server.Sql($"""
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database.Name}'
            """);
    }

    /// <summary>Another session that keeps everybody from the table of resources.</summary>
    private static Process Hold(PostgresDatabase database)
    {
        var start = new ProcessStartInfo(Path.Combine(PostgresBinaries.Folder!, "psql"));
        foreach (var argument in (string[])
            ["-X", "-h", "127.0.0.1", "-p", $"{database.Server.Port}", "-U", "havel", "-d", database.Name, "-c",
             "BEGIN; LOCK TABLE resource IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(60)"])
        {
            start.ArgumentList.Add(argument);
        }

        var holder = Process.Start(start)!;
        while (database.Sql(
            "SELECT 1 FROM pg_locks WHERE relation = 'resource'::regclass AND mode = 'AccessExclusiveLock' AND granted")
            .Length == 0)
        {
            Thread.Sleep(20);
        }

        return holder;
    }
}

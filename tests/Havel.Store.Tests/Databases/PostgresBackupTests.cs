using System.Collections.Concurrent;
using Havel.Store.Checking;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Store.Tests.Databases;

/// <summary>Copies that PostgreSQL's own tools make of a store that is being written.</summary>
public sealed class PostgresBackupTests
{
    private const string Patient = """{"resourceType":"Patient","id":"p","birthDate":"1970-01-01"}""";

    private static string Observation(string id, int value) =>
        $$$"""
        {"resourceType":"Observation","id":"{{{id}}}","status":"final",
         "code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},
         "subject":{"reference":"Patient/p"},"effectiveDateTime":"2024-05-01",
         "valueQuantity":{"value":{{{value}}},"unit":"/min","system":"http://unitsofmeasure.org","code":"/min"}}
        """;

    [PostgresFact]
    public async Task A_dump_taken_while_it_is_written_is_whole_and_has_all_that_was_acknowledged_before()
    {
        using var database = PostgresServer.Shared.CreateDatabase();
        using var restored = PostgresServer.Shared.CreateDatabase();
        var file = Path.Combine(Path.GetTempPath(), $"havel-{Guid.NewGuid():N}.dump");
        try
        {
            using (var store = new TestStore(database))
            {
                var before = await WriteBeside(store, () => database.Server.Run(
                    "pg_dump", "-Fc", "-f", file, "-d", database.Name));
                database.Server.Run("pg_restore", "--exit-on-error", "-d", restored.Name, file);
                AssertWhole(restored, before);
            }

            // It is a store like any other: it goes on being written.
            using var again = new TestStore(restored);
            await again.PutAsync(Observation("afterwards", 1));
            again.AssertSound();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [PostgresFact]
    public async Task A_base_backup_taken_while_it_is_written_is_whole_and_has_all_that_was_acknowledged_before()
    {
        using var database = PostgresServer.Shared.CreateDatabase();
        using var store = new TestStore(database);
        PostgresServer? copy = null;
        try
        {
            var before = await WriteBeside(
                store, () => copy = PostgresServer.Start(isDurable: true, PostgresServer.Shared));

            // Promoted, it is a server of its own.
            copy!.Sql("SELECT pg_promote()");
            using var restored = new PostgresDatabase(copy, database.Name);
            AssertWhole(restored, before);
        }
        finally
        {
            copy?.Dispose();
        }
    }

    private static async Task<IReadOnlyCollection<string>> WriteBeside(TestStore store, Action copy)
    {
        await store.PutAsync(Patient);
        var acknowledged = new ConcurrentBag<string>();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var at = 0; !stop.IsCancellationRequested; at++)
            {
                await store.PutAsync(Observation($"w{writer}-{at}", at));
                acknowledged.Add($"w{writer}-{at}");
                await store.PutAsync(Observation("same", at));
            }
        })).ToArray();
        while (acknowledged.Count < 50)
            await Task.Delay(20);

        var before = acknowledged.ToArray();
        copy();
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        return before;
    }

    private static void AssertWhole(PostgresDatabase restored, IReadOnlyCollection<string> acknowledged)
    {
        var grant = new Consent.Grants.Gate(Consent.Policies.Regime.OptOut, TimeProvider.System)
            .Background("check", "the operator checks the whole store");
        var folder = Path.GetTempPath();
        var report = StoreInspection.Check(grant, new StoreOptions(folder, TimeProvider.System)
        {
            ConnectionString = restored.ConnectionString,
        });
        Assert.Equal([], report.Faults);
        var stored = restored.Sql("SELECT id FROM resource").Split('\n').ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], acknowledged.Except(stored, StringComparer.Ordinal).ToList());
    }
}

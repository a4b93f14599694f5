using Havel.Store.Schema;
using Havel.Store.Tests.Parameters;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Store.Tests.Migrating;

/// <summary>Several processes find a database of an older layout, or of a newer one.</summary>
public sealed class PostgresMigrationTests
{
    /// <summary>What layout 3 did not have, and rows that it had otherwise.</summary>
    private const string Back = """
        DROP TABLE form_slot; DROP TABLE unit_of;
        DROP INDEX date_wide; DROP INDEX number_wide; DROP INDEX quantity_wide;
        DROP TABLE reindex; DROP TABLE schema_step; DROP TABLE job; DROP TABLE narrative; DROP TABLE content;
        DELETE FROM meta WHERE name = 'full_text'; UPDATE meta SET value = 3 WHERE name = 'schema_version';
        DELETE FROM token_row WHERE rid % 2 = 0; UPDATE date_row SET low = low - 1 WHERE rid % 3 = 0;
        """;

    [PostgresFact]
    public async Task Of_processes_that_start_at_once_one_takes_the_steps_and_all_serve()
    {
        using var database = PostgresServer.Shared.CreateDatabase();
        using (var before = new TestStore(database))
        {
            await before.PutAsync(Sample.Patient("p1"));
            for (var number = 0; number < 40; number++)
                await before.PutAsync(Sample.Observation($"o{number}", "p1", value: number));
        }

        database.Sql(Back);
        var stores = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => new TestStore(database))));
        foreach (var store in stores)
            Assert.Equal(40, store.Find("Observation", "code", "718-7").Count);

        stores[0].AssertSound();
        Assert.Equal("4\n5\n6", database.Sql("SELECT version FROM schema_step ORDER BY version").Trim());
        Assert.Equal("0", database.Sql("SELECT count(*) FROM meta WHERE name = 'migrating'").Trim());
        await stores[1].PutAsync(Sample.Observation("afterwards", "p1"));
        foreach (var store in stores)
            store.Dispose();
    }

    [PostgresFact]
    public void A_database_of_a_newer_program_is_refused_and_left_as_it_is()
    {
        using var database = PostgresServer.Shared.CreateDatabase();
        new TestStore(database).Dispose();
        database.Sql("UPDATE meta SET value = 99 WHERE name = 'schema_version'");

        var refused = Assert.Throws<SchemaException>(() => new TestStore(database));

        Assert.Contains("newer Havel", refused.Message, StringComparison.Ordinal);
        Assert.Equal("99", database.Sql("SELECT value FROM meta WHERE name = 'schema_version'").Trim());
    }
}

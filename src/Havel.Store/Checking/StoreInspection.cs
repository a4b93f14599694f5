using Havel.Consent.Grants;
using Havel.Fhir.Definitions;
using Havel.Fhir.Search;
using Havel.Store.Databases;
using Havel.Store.Interning;
using Havel.Store.Parameters;
using Havel.Store.Policies;
using Havel.Store.Postgres;
using Havel.Store.Schema;
using Havel.Store.Sqlite;
using Havel.Store.Statistics;
using Havel.Store.Writing;

namespace Havel.Store.Checking;

/// <summary>Checks a store from beside it: reading only, in one transaction, whether or not a server is using
/// it.</summary>
public static class StoreInspection
{
    /// <summary>Derives everything again from the bodies and compares it with what is stored.</summary>
    /// <param name="grant">A system grant: the report names resources.</param>
    /// <param name="options">Which store.</param>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    /// <exception cref="IOException">There is no store.</exception>
    /// <exception cref="SchemaException">Its layout is another program's.</exception>
    public static CheckReport Check(Grant grant, StoreOptions options)
    {
        if (!grant.IsUnrestricted)
            throw new ArgumentException("A check needs a system grant.", nameof(grant));

        using var database = Open(options);
        var journal = database is SqliteDatabase file ? JournalCheck.Of(file.JournalPath) : null;
        using var reader = database.OpenFollower();
        reader.BeginRead();
        SchemaVersion.Require(reader, options.ConnectionString is null ? options.Folder : "The database");
        var report = Check(reader, journal);
        reader.Commit();
        return report;
    }

    /// <summary>Whether a process has the data folder.</summary>
    public static bool IsInUse(string folder)
    {
        try
        {
            DataFolder.Take(folder).Dispose();
            return false;
        }
        catch (SchemaException)
        {
            return true;
        }
    }

    /// <summary>Counts a store, and takes its time.</summary>
    /// <param name="grant">A system grant: the numbers count everybody's data.</param>
    /// <param name="options">Which store.</param>
    /// <param name="withRows">Whether index rows are counted, which walks over all of them.</param>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    /// <exception cref="IOException">There is no store.</exception>
    /// <exception cref="SchemaException">Its layout is another program's.</exception>
    public static StoreStatistics Count(Grant grant, StoreOptions options, bool withRows)
    {
        if (!grant.IsUnrestricted)
            throw new ArgumentException("Counting needs a system grant.", nameof(grant));

        using var database = Open(options);
        using var reader = database.OpenFollower();
        reader.BeginRead();
        SchemaVersion.Require(reader, options.ConnectionString is null ? options.Folder : "The database");
        var counted = StatisticsReader.Read(reader, withRows);
        reader.Commit();
        return counted;
    }

    private static CheckReport Check(Connection reader, JournalCheck? journal)
    {
        var definitions = FhirDefinitions.R4;
        var types = TypeTable.Load(reader, definitions);
        var core = SearchCatalog.Create(definitions, new InternedNames(reader, "slot").Intern);
        var preparation = new ResourcePreparation(definitions, ParameterIndex.Build(reader, core, previous: null))
        {
            FullText = (FullText)reader.Scalar($"SELECT value FROM meta WHERE name = '{MetaName.FullText}'"),
        };
        var parser = new BodyParser(definitions);
        var policies = new PolicyReader(types, parser).Load(reader);
        using var check = new StoreCheck(reader, types, new GuardTable(reader), preparation, policies);
        var report = check.Run();
        journal?.Run(reader, types, parser, report);
        return report;
    }

    private static Database Open(StoreOptions options)
    {
        if (options.ConnectionString is { } postgres)
            return new PostgresDatabase(postgres, options.ReadConnectionString ?? postgres);

        return File.Exists(Path.Combine(options.Folder, "havel.db"))
            ? new SqliteDatabase(DataFolder.Visit(options.Folder))
            : throw new IOException($"There is no store in {options.Folder}.");
    }
}

using System.Text;
using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Fhir.Parsing;
using Havel.Store.Bodies;
using Havel.Store.Checking;
using Havel.Store.Holding;
using Havel.Store.Importing;
using Havel.Store.Writing;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Store.Tests;

/// <summary>A store in a folder of its own, gone with the test.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly bool _indexesInBackground;
    private readonly PostgresDatabase? _own;
    private readonly IJournalDisk? _disk;

    /// <summary>On SQLite, or on PostgreSQL where <c>HAVEL_TEST_DATABASE=postgres</c> asks for it.</summary>
    public TestStore()
        : this(
            Directory.CreateTempSubdirectory("havel-store-").FullName, PostgresDatabase.OfTestRun(), false, isOwn: true)
    {
    }

    /// <summary>On SQLite in that folder, with its journal on that disk.</summary>
    public TestStore(string folder, IJournalDisk disk)
        : this(folder, database: null, false, isOwn: false, disk)
    {
    }

    /// <summary>On SQLite in that folder.</summary>
    public TestStore(string folder, bool indexesInBackground = false)
        : this(folder, database: null, indexesInBackground, isOwn: false)
    {
    }

    /// <summary>On a database that others may use too, and that stays.</summary>
    public TestStore(PostgresDatabase database)
        : this(Directory.CreateTempSubdirectory("havel-store-").FullName, database, false, isOwn: false)
    {
    }

    private TestStore(
        string folder, PostgresDatabase? database, bool indexesInBackground, bool isOwn, IJournalDisk? disk = null)
    {
        _disk = disk;
        Folder = folder;
        Database = database;
        _own = isOwn ? database : null;
        _indexesInBackground = indexesInBackground;
        Gate = new Gate(Regime.OptOut, Clock);
        Grant = Gate.Background("test", "The test looks at everything.");
        Store = FhirStore.Open(StoreOptions);
    }

    /// <summary>Null for SQLite.</summary>
    public PostgresDatabase? Database { get; }

    public string Folder { get; }

    public StoppedClock Clock { get; } = new();

    public Gate Gate { get; }

    /// <summary>Sees and may do everything.</summary>
    public Grant Grant { get; }

    public FhirStore Store { get; private set; }

    public ReadyResource Ready(string json, string? id = null)
    {
        var parsed = ResourceParser.OfThread.Parse(Encoding.UTF8.GetBytes(json));
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Issues));
        return Store.Preparation.Prepare(parsed.Table, id ?? parsed.Table.Root.TextOf("id")!);
    }

    public Task<CommitResult> CommitAsync(params WriteOperation[] operations) =>
        Store.CommitAsync(new WriteBatch(operations));

    /// <summary>Puts a resource under its own id, and must succeed.</summary>
    public async Task<WriteResult> PutAsync(string json, int? ifMatch = null)
    {
        var done = await CommitAsync(WriteOperation.Update(Grant, Ready(json), ifMatch));
        Assert.True(done.IsCommitted, done.Results[0].ToString());
        return done.Results[0];
    }

    public async Task<WriteResult> DeleteAsync(string type, string id, int? ifMatch = null) =>
        (await CommitAsync(WriteOperation.Delete(Grant, type, id, ifMatch))).Results[0];

    public async Task<IReadOnlyDictionary<string, ImportCount>> ImportAsync(params string[] resources)
    {
        using var import = Store.BeginImport(Grant);
        foreach (var json in resources)
            await import.AddAsync(Ready(json));

        await import.CompleteAsync();
        return import.Counts;
    }

    /// <summary>The first column of the first row, as the disk has it.</summary>
    public long Scalar(string sql)
    {
        Store.Settle();
        using var reader = Store.Database.OpenReader();
        return reader.Scalar(sql, fallback: long.MinValue);
    }

    /// <summary>The body of the only resource there is, as it is sent.</summary>
    public string OnlyBody()
    {
        using var reader = Store.Database.OpenReader();
        using var row = reader.Prepare("SELECT body, version, updated FROM resource");
        Assert.True(row.Step());
        return Encoding.UTF8.GetString(BodyCodec.Unpack(row.Blob(0), row.Int64(1), row.Int64(2)));
    }

    /// <summary>The rows of a query, columns joined by a bar.</summary>
    public IReadOnlyList<string> Rows(string sql, int columns)
    {
        Store.Settle();
        if (Database is not null)
            return Database.Sql(sql).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        using var reader = Store.Database.OpenReader();
        using var statement = reader.Prepare(sql);
        var rows = new List<string>();
        while (statement.Step())
            rows.Add(string.Join('|', Enumerable.Range(0, columns).Select(statement.String)));

        return rows;
    }

    /// <summary>Fails unless everything stored follows from the bodies.</summary>
    public CheckReport AssertSound()
    {
        var report = Store.Check(Grant);
        Assert.True(report.FaultCount == 0, string.Join('\n', report.Faults));
        return report;
    }

    /// <summary>Closes the store and opens it again.</summary>
    public void Reopen()
    {
        Store.Dispose();
        Store = FhirStore.Open(StoreOptions);
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(Folder, recursive: true);
        _own?.Dispose();
    }

    private StoreOptions StoreOptions => new(Folder, Clock, _indexesInBackground)
    {
        ConnectionString = Database?.ConnectionString,
        JournalDisk = _disk ?? JournalDisk.Instance,
    };
}

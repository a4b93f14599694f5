using Havel.Consent.Grants;
using Havel.Fhir.Definitions;
using Havel.Fhir.Search;
using Havel.Store.Checking;
using Havel.Store.Holding;
using Havel.Store.Importing;
using Havel.Store.Interning;
using Havel.Store.Parameters;
using Havel.Store.Reindexing;
using Havel.Store.Schema;
using Havel.Store.Databases;
using Havel.Store.Postgres;
using Havel.Store.Sqlite;
using Havel.Store.Writing;

namespace Havel.Store;

/// <summary>One data folder: resources with their history, the index, and what patients have said. Safe for many
/// threads.
/// Reading lies in <c>FhirStore.Reading.cs</c>.</summary>
public sealed partial class FhirStore : IDisposable
{
    private readonly Database _database;
    private readonly Connection _writer;
    private readonly WriterState _state;
    private readonly Committer _committer;
    private int _closed;
    private readonly HeldCreates? _held;

    private FhirStore(StoreOptions options, Database database, Connection writer)
    {
        _database = database;
        _writer = writer;
        Options = options;
        Definitions = FhirDefinitions.R4;
        writer.BeginWrite();
        Types = TypeTable.Load(writer, Definitions);
        var core = SearchCatalog.Create(Definitions, new InternedNames(writer, "slot").Intern);
        var index = OpenIndex(writer, core, Committer.LastCommit(writer));
        Preparation = new ResourcePreparation(Definitions, index) { FullText = KeptTexts(writer, options.FullText) };

        // Memory is of one moment: nobody writes in between.
        _state = new WriterState(writer, Types, Preparation, Definitions);
        writer.Commit();
        _state.Use(index);
        _held = database is SqliteDatabase file ? new HeldCreates(_state, file.JournalPath, options) : null;
        var answers = writer.IsShared ? new DurableAnswers(database.OpenWriter(), Types) : null;
        _committer = new Committer(_state, FindForCondition, IsReferred, options.Time, _held, answers);
        _worker = new IndexWorker(database, Preparation, _committer, Types, options.Time);
        Migrate();
        var (isUnfinished, isReindexing) = (IsUnfinished(writer), ReindexTable.Load(writer) is not null);
        if (options.IndexesInBackground && isUnfinished)
            _worker.Wake();
        if (options.IndexesInBackground && isReindexing)
            _reindexing = ResumeAsync();
    }

    public FhirDefinitions Definitions { get; }

    /// <summary>The search parameters of this moment, bound to this store's slots.</summary>
    public SearchCatalog Catalog => Preparation.Index.Catalog;

    /// <summary>Makes the only thing that can be written.</summary>
    public ResourcePreparation Preparation { get; }

    internal StoreOptions Options { get; }

    internal TypeTable Types { get; }

    internal GuardTable Guards => _state.Guards;

    internal Policies.PolicyIndex Policies => _state.Policies;

    /// <summary>The file of a store that has one.</summary>
    internal string DatabasePath => ((SqliteDatabase)_database).Path;

    internal Database Database => _database;

    /// <summary>Opens the store of a folder, making it where there is none.</summary>
    /// <exception cref="SchemaException">Another process has it, or it is of a layout this program does not
    /// know.</exception>
    public static FhirStore Open(StoreOptions options)
    {
        Database database = options.ConnectionString is { } postgres
            ? new PostgresDatabase(postgres, options.ReadConnectionString ?? postgres)
            : new SqliteDatabase(DataFolder.Take(options.Folder));
        Connection? writer = null;
        try
        {
            writer = database.OpenWriter();
            return new FhirStore(options, database, writer);
        }
        catch
        {
            writer?.Dispose();
            database.Dispose();
            throw;
        }
    }

    /// <summary>Which texts the store keeps words of: what it was made with.</summary>
    private static FullText KeptTexts(Connection writer, FullText wanted)
    {
        const string Select = $"SELECT value FROM meta WHERE name = '{MetaName.FullText}'";
        const string Insert = $"INSERT INTO meta(name, value) VALUES ('{MetaName.FullText}', ?1)";
        var kept = writer.Scalar(Select, fallback: -1);
        if (kept >= 0)
            return (FullText)kept;

        using var insert = writer.Prepare(Insert);
        insert.Bind(1, (long)wanted);
        insert.Run();
        return wanted;
    }

    /// <summary>Commits a batch: all of it, durably, or nothing.</summary>
    /// <param name="batch">The operations, each with its grant.</param>
    /// <param name="cancellation">Gives up waiting for the queue; once queued, the batch is carried out.</param>
    public Task<CommitResult> CommitAsync(WriteBatch batch, CancellationToken cancellation = default) =>
        _committer.CommitAsync(batch, cancellation);

    /// <summary>Begins an import.</summary>
    /// <param name="grant">A system grant.</param>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    public BulkImport BeginImport(Grant grant) => grant.IsUnrestricted
        ? new BulkImport(this, grant, _state.Connection is SqliteConnection ? _committer : null)
        : throw new ArgumentException("Import needs a system grant.", nameof(grant));

    /// <summary>Derives all index rows and guards again and compares them with what is stored.</summary>
    /// <param name="grant">A system grant: the report names resources.</param>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    public CheckReport Check(Grant grant)
    {
        if (!grant.IsUnrestricted)
            throw new ArgumentException("A check needs a system grant.", nameof(grant));

        Settle();
        using var reader = _database.OpenFollower();
        reader.BeginRead();
        using var check = new StoreCheck(reader, Types, Guards, Preparation, Policies.For(reader));
        var report = check.Run();
        reader.Commit();
        return report;
    }

    /// <summary>Ends what runs, moves the log into the database file, and gives the folder back, whether or not the
    /// disk still works.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;

        StopReindexing();
        _worker.Dispose();
        _committer.Dispose();
        CloseReaders();
        _held?.Dispose();
        try
        {
            _writer.Checkpoint();
        }
        finally
        {
            _writer.Dispose();
            _database.Dispose();
        }
    }
}

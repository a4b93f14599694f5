using Havel.Consent.Grants;
using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Store.Reading;
using Havel.Store.Search;
using Havel.Store.Databases;

namespace Havel.Store;

/// <content>The read side. Every way in takes a grant.</content>
public sealed partial class FhirStore
{
    private readonly Lock _readersLock = new();
    private ReaderPool? _readers;
    private ReadSession? _conditions;
    private PermitBook? _book;

    /// <summary>Readers that see everything written before.</summary>
    private ReaderPool Readers
    {
        get
        {
            Settle();
            return ReadersAsIs;
        }
    }

    /// <summary>Readers that may not see yet what is held back.</summary>
    private ReaderPool ReadersAsIs
    {
        get
        {
            lock (_readersLock)
                return _readers ??= NewReaders();
        }
    }

    private ReaderPool NewReaders()
    {
        var origin = new ReaderPool(_database.OpenFollower, NewReader, Policies, Options.Time);
        return _database.HasCopy
            ? new ReaderPool(_database.OpenReader, NewReader, Policies, Options.Time, origin)
            : origin;
    }

    /// <summary>Whether a read by id is done at once, without waiting for a reader or for a database server.</summary>
    public bool ReadsAtOnce => Options.ConnectionString is null && ReadersAsIs.IsAtLeisure;

    /// <summary>Whether the database answers now.</summary>
    public bool Answers() => ReadersAsIs.Origin.Answers();

    /// <summary>The current version of a resource.</summary>
    public ReadResult Read(Grant grant, string type, string id) =>
        ReadHeld(grant, type, id) ?? ReadersAsIs.Read(grant, type, id);

    /// <summary>The current version as it is written, never of a copy that may be a moment behind: for what a write
    /// depends on.</summary>
    public ReadResult ReadWritten(Grant grant, string type, string id) =>
        ReadHeld(grant, type, id) ?? ReadersAsIs.Origin.Read(grant, type, id);

    /// <summary>One version of a resource.</summary>
    public ReadResult ReadVersion(Grant grant, string type, string id, long version) => Run(
        grant,
        (type, id, version),
        static (session, input) => ResourceReader.ReadVersion(session, input.type, input.id, input.version));

    /// <summary>A page of history.</summary>
    /// <param name="grant">Under which it sees.</param>
    /// <param name="query">Whose history, since when, how many.</param>
    /// <param name="after"><see cref="HistoryPage.Next"/> of the page before; null for the first.</param>
    public HistoryPage History(Grant grant, HistoryQuery query, PageCursor? after = null)
    {
        try
        {
            return Run(
                grant,
                (query, after),
                static (session, input) => HistoryReader.Read(session, input.query, input.after));
        }
        catch (DatabaseException exception) when (exception.IsInterrupted)
        {
            return new HistoryPage(ReadStatus.Found, [], 0, null, Issue.Error(
                IssueType.TooCostly,
                $"The history took longer than {Limits.QuerySeconds} seconds. Ask for one resource or type, or since "
                + "a later time."));
        }
    }

    /// <summary>A page of a search.</summary>
    /// <param name="grant">Under which it sees.</param>
    /// <param name="query">The search.</param>
    /// <param name="after"><see cref="SearchPage.Next"/> of the page before, under the same query; null for the
    /// first.</param>
    public SearchResult Search(Grant grant, SearchQuery query, PageCursor? after = null) =>
        Search(grant, query, after, isOriginal: false);

    /// <summary>The first page of a search over what is written, never over a copy that may be a moment behind: for
    /// what a write depends on.</summary>
    public SearchResult SearchWritten(Grant grant, SearchQuery query) =>
        Search(grant, query, after: null, isOriginal: true);

    private SearchResult Search(Grant grant, SearchQuery query, PageCursor? after, bool isOriginal)
    {
        Func<ReadSession, (SearchQuery Query, PageCursor? After), SearchResult> search =
            static (session, input) => SearchRunner.Run(session, input.Query, input.After);
        try
        {
            // Nothing is held where there is a copy.
            if (isOriginal && _database.HasCopy)
                return ReadersAsIs.Origin.Run(grant, (query, after), search);

            return IsSettledFor(query)
                ? ReadersAsIs.Run(grant, (query, after), search)
                : Run(grant, (query, after), search);
        }
        catch (DatabaseException exception) when (exception.IsInterrupted)
        {
            return new SearchResult(null, Issue.Error(
                IssueType.TooCostly,
                $"The search took longer than {Limits.QuerySeconds} seconds. Add a condition to narrow it."));
        }
    }

    /// <summary>A reader that begins when a batch is committed, or at its first use.</summary>
    public Snapshot NewSnapshot() => Readers.Pin();

    /// <summary>The first matches of a conditional write's search, inside the writer's transaction.</summary>
    private IReadOnlyList<string>? FindForCondition(Connection writer, Grant grant, SearchQuery query, int count)
    {
        _conditions ??= NewSession(writer);
        _conditions.Begin(grant, _ => Policies.Working);
        try
        {
            return SearchRunner.FirstIds(_conditions, query, count);
        }
        finally
        {
            _conditions.End();
        }
    }

    /// <summary>Whether anything that the grant shows refers to a resource, inside the writer's transaction.</summary>
    private bool IsReferred(Connection writer, Grant grant, long rid)
    {
        _conditions ??= NewSession(writer);
        _conditions.Begin(grant, _ => Policies.Working);
        try
        {
            return ReferrerReader.Any(_conditions, rid);
        }
        finally
        {
            _conditions.End();
        }
    }

    private ReadSession NewSession(Connection connection) =>
        new(connection, Preparation, Types, Guards, connection.IsShared ? new PermitBook(Guards) : null);

    private ReadSession NewReader(Connection connection) =>
        new(connection, Preparation, Types, Guards, connection.IsShared ? Book : null);

    /// <summary>What the readers of this store have worked out.</summary>
    private PermitBook Book => LazyInitializer.EnsureInitialized(ref _book, () => new PermitBook(Guards));

    /// <summary>Closes the reading connections.</summary>
    private void CloseReaders() => _readers?.Dispose();
}

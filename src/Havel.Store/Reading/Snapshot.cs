using Havel.Consent.Grants;
using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Store.Policies;
using Havel.Store.Search;
using Havel.Store.Databases;

namespace Havel.Store.Reading;

/// <summary>One moment of the store, for several reads under one or more grants: what the reads of a transaction see.
/// It begins right behind the commit of its batch, or at the first read where there is none. Used by one thread at a
/// time. It holds one of the readers until it is disposed of.
/// Source: https://hl7.org/fhir/R4/http.html#trules.</summary>
public sealed class Snapshot : IDisposable
{
    private readonly ReaderPool _pool;
    private readonly ReadSession _session;
    private readonly PolicyIndex _policies;
    private readonly TimeProvider _time;
    private bool _hasBegun;
    private bool _isDisposed;

    internal Snapshot(ReaderPool pool, ReadSession session, PolicyIndex policies, TimeProvider time)
    {
        _pool = pool;
        _session = session;
        _policies = policies;
        _time = time;
    }

    /// <summary>The current version of a resource at that moment.</summary>
    public ReadResult Read(Grant grant, string type, string id) => Run(
        grant, (type, id), static (session, input) => ResourceReader.Read(session, input.type, input.id));

    /// <summary>One version of a resource.</summary>
    public ReadResult ReadVersion(Grant grant, string type, string id, long version) => Run(
        grant,
        (type, id, version),
        static (session, input) => ResourceReader.ReadVersion(session, input.type, input.id, input.version));

    /// <summary>A page of history at that moment.</summary>
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
            return new HistoryPage(ReadStatus.Found, [], 0, null, TooLong("history"));
        }
    }

    /// <summary>A page of a search at that moment.</summary>
    public SearchResult Search(Grant grant, SearchQuery query, PageCursor? after = null)
    {
        try
        {
            return Run(
                grant, (query, after), static (session, input) => SearchRunner.Run(session, input.query, input.after));
        }
        catch (DatabaseException exception) when (exception.IsInterrupted)
        {
            return new SearchResult(null, TooLong("search"));
        }
    }

    /// <summary>Ends the moment and gives the reader back.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;

        _isDisposed = true;
        try
        {
            if (_hasBegun)
                _session.Connection.RollBack();
        }
        catch (DatabaseException)
        {
            // What a lost connection had begun has ended with it.
        }
        finally
        {
            _pool.Unpin(_session);
        }
    }

    /// <summary>Fixes the moment: a transaction sees the store as of its first look at it.</summary>
    internal void Begin()
    {
        if (_hasBegun)
            return;

        _session.Connection.BeginRead();
        _hasBegun = true;
        _session.Connection.Scalar("SELECT count(*) FROM meta");
    }

    private TResult Run<TInput, TResult>(Grant grant, TInput input, Func<ReadSession, TInput, TResult> request)
    {
        ArgumentNullException.ThrowIfNull(grant);
        Begin();
        _session.Connection.LimitTime(_time, TimeSpan.FromSeconds(Limits.QuerySeconds));
        try
        {
            _session.Begin(grant, _policies.For);
            return request(_session, input);
        }
        finally
        {
            _session.End();
            _session.Connection.LimitTime(_time, limit: null);
        }
    }

    private static Issue TooLong(string what) => Issue.Error(
        IssueType.TooCostly,
        $"The {what} took longer than {Limits.QuerySeconds} seconds. Add a condition to narrow it.");
}

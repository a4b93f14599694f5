using Havel.Consent.Grants;
using Havel.Fhir.Search;
using Havel.Store.Writing;

namespace Havel.Store.Importing;

/// <summary>Takes prepared resources from any number of threads and commits them in large sorted batches, each durable
/// and
/// whole. What is there already with the same content costs a look-up, so an import that was killed is simply run
/// again.
/// References may come in any order.</summary>
public sealed class BulkImport : IDisposable
{
    private readonly FhirStore _store;
    private readonly Grant _grant;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _places = new(Limits.ImportBatchesUnderWay);
    private readonly SortedDictionary<string, ImportCount> _counts = new(StringComparer.Ordinal);
    private readonly List<Task> _underWay = [];
    private readonly Committer? _committer;
    private readonly int _most;
    private ImportGathering _now;
    private ImportGathering _later;
    private ImportPieces? _pieces;

    /// <summary>Begins an import.</summary>
    /// <param name="store">The store.</param>
    /// <param name="grant">A system grant.</param>
    /// <param name="committer">The writer, where its database is written by it alone; null where batches are carried
    /// out whole, so that a lost connection can begin one anew.</param>
    internal BulkImport(FhirStore store, Grant grant, Committer? committer)
    {
        _store = store;
        _grant = grant;
        _committer = committer;
        _most = committer is null ? Limits.ImportBatch : Limits.ImportPiece;
        _now = new ImportGathering(_most);
        _later = new ImportGathering(Limits.ImportBatch);
    }

    /// <summary>What has been committed so far, by type.</summary>
    public IReadOnlyDictionary<string, ImportCount> Counts
    {
        get
        {
            lock (_gate)
                return new SortedDictionary<string, ImportCount>(_counts, StringComparer.Ordinal);
        }
    }

    /// <summary>Adds a resource; waits where the writer is behind.</summary>
    /// <param name="resource">The resource, prepared under its own id.</param>
    /// <exception cref="Sqlite.SqliteException">An earlier batch could not be written; it left nothing
    /// behind.</exception>
    public async ValueTask AddAsync(ReadyResource resource)
    {
        ImportGathering? full;
        lock (_gate)
            full = Gather(resource);

        if (full is not null)
            await SendAsync(full);
    }

    /// <summary>Commits the rest. Resources that belong to whom their targets belong come last, when all targets are
    /// there.</summary>
    public async Task CompleteAsync()
    {
        ImportGathering now, later;
        lock (_gate)
            (now, later) = (Take(ref _now), Take(ref _later));

        if (!now.IsEmpty)
            await SendAsync(now);

        if (!later.IsEmpty)
            await SendAsync(later);

        var pieces = _pieces;
        _pieces = null;
        if (pieces is not null)
            await pieces.CompleteAsync();

        Task[] all;
        lock (_gate)
            all = [.. _underWay];

        await Task.WhenAll(all);
    }

    /// <summary>Ends the import; what was not completed is not written.</summary>
    public void Dispose()
    {
        _pieces?.Abandon();
        _places.Dispose();
    }

    private ImportGathering? Gather(ReadyResource resource)
    {
        ref var target = ref resource.Owners.Kind == OwnerKind.ThroughTargets ? ref _later : ref _now;
        target.Add(WriteOperation.Import(_grant, resource));
        return target.IsFull ? Take(ref target) : null;
    }

    private ImportGathering Take(ref ImportGathering gathering)
    {
        var taken = gathering;
        gathering = new ImportGathering(ReferenceEquals(taken, _later) ? Limits.ImportBatch : _most);
        return taken;
    }

    private async Task SendAsync(ImportGathering gathering)
    {
        if (_committer is not null)
        {
            ImportPieces pieces;
            lock (_gate)
                pieces = _pieces ??= new ImportPieces(_committer, Count);

            await pieces.AddAsync(gathering);
            return;
        }

        await _places.WaitAsync();
        var commit = CommitAsync(gathering);
        Task? failed;
        lock (_gate)
        {
            failed = _underWay.Find(task => task.IsFaulted);
            _underWay.RemoveAll(task => task.IsCompletedSuccessfully);
            _underWay.Add(commit);
        }

        if (failed is not null)
            await failed;
    }

    private async Task CommitAsync(ImportGathering gathering)
    {
        try
        {
            var done = await _store.CommitAsync(new WriteBatch(gathering.Operations));
            lock (_gate)
                ImportCount.Add(_counts, done);
        }
        finally
        {
            _places.Release();
        }
    }

    private void Count(IReadOnlyDictionary<string, ImportCount> done)
    {
        lock (_gate)
            ImportCount.Add(_counts, done);
    }
}

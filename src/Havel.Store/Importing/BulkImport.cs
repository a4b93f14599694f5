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
    private ImportGathering _now = new();
    private ImportGathering _later = new();

    internal BulkImport(FhirStore store, Grant grant)
    {
        _store = store;
        _grant = grant;
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

        Task[] all;
        lock (_gate)
            all = [.. _underWay];

        await Task.WhenAll(all);
    }

    /// <summary>Ends the import; what was not completed is not written.</summary>
    public void Dispose() => _places.Dispose();

    private ImportGathering? Gather(ReadyResource resource)
    {
        ref var target = ref resource.Owners.Kind == OwnerKind.ThroughTargets ? ref _later : ref _now;
        target.Add(WriteOperation.Import(_grant, resource));
        return target.IsFull ? Take(ref target) : null;
    }

    private static ImportGathering Take(ref ImportGathering gathering)
    {
        var taken = gathering;
        gathering = new ImportGathering();
        return taken;
    }

    private async Task SendAsync(ImportGathering gathering)
    {
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
                Count(done);
        }
        finally
        {
            _places.Release();
        }
    }

    private void Count(CommitResult done)
    {
        foreach (var result in done.Results)
        {
            var count = _counts.GetValueOrDefault(result.Type);
            _counts[result.Type] = result.Status switch
            {
                WriteStatus.Created => count with { Created = count.Created + 1 },
                WriteStatus.Updated => count with { Updated = count.Updated + 1 },
                _ => count with { Unchanged = count.Unchanged + 1 },
            };
        }
    }
}

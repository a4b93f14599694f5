using Havel.Store.Databases;
using Havel.Store.Indexing;
using Havel.Store.Interning;
using Havel.Store.Writing;

namespace Havel.Store.Reindexing;

/// <summary>Derives index rows again from the bodies while the store is used: puts what is missing or wrong, and sweeps
/// out what belongs to nothing. At every moment the index is at least as right as before, so searches stay exact. How
/// far it is stands in the database; a run that was interrupted goes on with the part it was in.</summary>
internal sealed class Reindexer : IDisposable
{
    /// <summary>An arbitrary number that all processes use for the lock of the one that does this work.</summary>
    private const long WorkLock = 0x4861_7665_6C04;

    private readonly ResourcePreparation _preparation;
    private readonly Committer _committer;
    private readonly TimeProvider _time;
    private readonly Connection _reader;
    private readonly ReindexReader _slices;
    private long _mended;
    private long _removed;

    public Reindexer(
        Database database,
        ResourcePreparation preparation,
        Committer committer,
        TypeTable types,
        TimeProvider time)
    {
        _preparation = preparation;
        _committer = committer;
        _time = time;
        _reader = database.OpenFollower();
        _slices = new ReindexReader(_reader, preparation, types);
    }

    /// <summary>Resources of a part.</summary>
    public int PartSize { get; set; } = Limits.ReindexPart;

    /// <summary>Works at the run that stands in the database until it is done, given up, or another process is at
    /// it.</summary>
    /// <param name="tell">Hears how far it is.</param>
    /// <param name="stop">Interrupts; the run stays in the database.</param>
    public async Task RunAsync(Action<ReindexProgress> tell, CancellationToken stop)
    {
        var begun = _time.GetTimestamp();
        var first = -1L;
        while (Load() is { } run)
        {
            first = first < 0 ? run.Done : first;
            var (next, isLast) = await PartAsync(run, Tell, stop);
            await _committer.RunAsync(new ReindexStep(isLast ? null : next));
            if (isLast)
            {
                tell(Progress(next, next.Done) with { IsDone = true });
                return;
            }

            void Tell(long done) => tell(Progress(run, done) with
            {
                Rate = (done - first) / Math.Max(_time.GetElapsedTime(begun).TotalSeconds, 0.001),
            });
        }
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>The slots a run is about; null for all.</summary>
    public static IReadOnlySet<int>? SlotsOf(Fhir.Search.SearchCatalog catalog, ReindexScope scope)
    {
        if (scope is { Type: null, Parameter: null })
            return null;

        var types = scope.Type is { } type
            ? [type]
            : catalog.Slots.Select(slot => slot.ResourceType).Distinct(StringComparer.Ordinal).ToList();
        if (scope.Parameter is not { } code)
            return catalog.Slots.Where(slot => types.Contains(slot.ResourceType)).Select(slot => slot.Id).ToHashSet();

        var slots = new HashSet<int>();
        foreach (var parameter in types.Select(each => catalog.Find(each, code)).OfType<Fhir.Search.SearchParameter>())
        {
            slots.UnionWith(parameter.Slots.Select(slot => slot.Id));
            slots.UnionWith(parameter.TextSlots.Select(slot => slot.Id));
            slots.UnionWith(parameter.TypeSlots.Select(slot => slot.Id));
            if (parameter.AbsenceSlot is { } absence)
                slots.Add(absence.Id);
            if (parameter.IdentifierSlot is { } identifier)
                slots.Add(identifier.Id);
        }

        return slots;
    }

    private ReindexProgress Progress(ReindexRun run, long done) => new()
    {
        Scope = run.Scope,
        Done = done,
        Total = Math.Max(run.Total, done),
        Mended = run.Mended + _mended,
        Removed = run.Removed + _removed,
    };

    /// <summary>The run as it stands, if this process is the one that works at it. The lock ends with the
    /// connection.</summary>
    private ReindexRun? Load()
    {
        _reader.BeginRead();
        try
        {
            if (_reader.IsShared
                && _reader.Scalar($"SELECT CASE WHEN pg_try_advisory_lock({WorkLock}) THEN 1 ELSE 0 END") != 1)
                return null;

            return ReindexTable.Load(_reader);
        }
        finally
        {
            _reader.RollBack();
        }
    }

    /// <summary>Does a part.</summary>
    /// <returns>The run with the part done, and whether it was the last.</returns>
    private async Task<(ReindexRun Run, bool IsLast)> PartAsync(
        ReindexRun run, Action<long> tell, CancellationToken stop)
    {
        var slots = SlotsOf(_preparation.Index.Catalog, run.Scope);
        _slices.Hashes.Clear();
        _slices.Worded.Clear();
        var (last, count) = (run.Next, 0);
        var isLast = false;
        while (count < PartSize && !isLast)
        {
            stop.ThrowIfCancellationRequested();
            var size = Math.Min(Limits.ReindexSlice, PartSize - count);
            var index = _preparation.Index;
            var (lacking, end, read) = Read(() => _slices.Resources(run, slots, last, size));
            if (lacking.Count > 0 && !await PutAsync(index, lacking, run.HasWords))
                return (run, false);

            (last, count, isLast) = (end, count + read, read < size);
            tell(run.Done + count);
        }

        // Behind the last resource there is only what belongs to nothing, or was written since.
        await SweepAsync(run, (run.Next, isLast ? long.MaxValue : last), slots, stop);
        var done = run with
        {
            Next = last,
            Done = run.Done + count,
            Mended = run.Mended + _mended,
            Removed = run.Removed + _removed,
        };
        (_mended, _removed) = (0, 0);
        return (done, isLast);
    }

    private async Task<bool> PutAsync(ActiveIndex index, List<ReindexedResource> lacking, bool hasWords)
    {
        var task = new ReindexTask(index, lacking, hasWords);
        await _committer.RunAsync(task);
        _mended += task.IsOutdated ? 0 : lacking.Count(resource => resource.IsWrong);
        return !task.IsOutdated;
    }

    private async Task SweepAsync(
        ReindexRun run, (long After, long Until) part, IReadOnlySet<int>? slots, CancellationToken stop)
    {
        _slices.Hashes.Sort();
        foreach (var table in RowLayout.All)
        {
            object[]? after = null;
            do
            {
                stop.ThrowIfCancellationRequested();
                var at = after;
                (var strays, after) = Read(() => _slices.Strays(table, at, part, slots));
                if (strays.Count == 0)
                    continue;

                var task = new SweepTask(strays);
                await _committer.RunAsync(task);
                _removed += task.Removed;
            }
            while (after is not null);
        }

        if (run.HasWords && run.Type.Length == 0)
        {
            await SweepWordsAsync(WordTable.Narratives, part, stop);
            await SweepWordsAsync(WordTable.Contents, part, stop);
        }
    }

    private async Task SweepWordsAsync(string table, (long After, long Until) part, CancellationToken stop)
    {
        for (long? after = part.After; after is { } at;)
        {
            stop.ThrowIfCancellationRequested();
            (var strays, after) = Read(() => _slices.StrayWords(table, at, part));
            if (strays.Count == 0)
                continue;

            var task = new WordSweepTask(strays);
            await _committer.RunAsync(task);
            _removed += task.Removed;
        }
    }

    private T Read<T>(Func<T> read)
    {
        _reader.BeginRead();
        try
        {
            return read();
        }
        finally
        {
            _reader.RollBack();
        }
    }
}

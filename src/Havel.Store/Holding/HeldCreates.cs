using System.Buffers;
using Havel.Store.Schema;
using Havel.Store.Writing;

namespace Havel.Store.Holding;

/// <summary>New resources on their way: durable in the journal at once, moved into the database in runs. One run is
/// gathered while the one before is moved, each in its half of the journal. Belongs to the writer's thread, but for
/// <see cref="Index"/>. docs/store.md tells why.</summary>
internal sealed class HeldCreates : IDisposable
{
    private const double MergeLead = 1.25;

    private readonly WriterState _state;
    private readonly string _path;
    private readonly IJournalDisk _disk;
    private readonly TimeProvider _time;
    private readonly ArrayBufferWriter<byte> _buffer = new(32 << 10);
    private readonly HashSet<long> _keys = [];
    private List<HeldCreate> _gathering = [];
    private HeldMerge? _merge;
    private JournalWriter? _journal;
    private long _epoch;
    private long _last;
    private int _runSize = Limits.HeldRunLeast;
    private int _half;
    private int _offset;
    private bool _hasRefused;

    /// <summary>Takes up what a process that was killed has left in the journal.</summary>
    /// <param name="state">What the writer works with.</param>
    /// <param name="path">The journal.</param>
    /// <param name="options">The clock, and the disk.</param>
    /// <exception cref="SchemaException">Records are missing from the journal.</exception>
    public HeldCreates(WriterState state, string path, StoreOptions options)
    {
        _state = state;
        _path = path;
        _disk = options.JournalDisk;
        _time = options.Time;
        _epoch = Meta(MetaName.JournalEpoch);
        Index = new HeldIndex(state.Types.Ids.Max());
        JournalReplay.Run(state, path, JournalFile.Read(path, _epoch, _disk), Meta(MetaName.JournalApplied));
        _disk.Delete(path);
    }

    public HeldIndex Index { get; }

    /// <summary>Whether something with that hash of type and id is held, or on its way there.</summary>
    public bool HasKey(long key) => _keys.Contains(key);

    /// <summary>Whether all is in the database.</summary>
    public bool IsEmpty => _merge is null && _gathering.Count == 0;

    /// <summary>Whether a run is being moved.</summary>
    public bool IsMerging => _merge is not null;

    /// <summary>The number that the next create gets, less those that come before it in its group.</summary>
    public long NextNumber => _last + 1;

    /// <summary>Sends creates to the journal, which answers whoever waits. They come into the database
    /// afterwards.</summary>
    /// <param name="group">The creates.</param>
    /// <param name="waiting">Their batches, with their results.</param>
    public void Write(IReadOnlyList<HeldCreate> group, IReadOnlyList<PendingBatch> waiting)
    {
        try
        {
            MakeRoom(group.Sum(JournalRecord.MostBytes));
            Open();
            _buffer.ResetWrittenCount();
            foreach (var create in group)
                JournalRecord.Write(_buffer, _epoch, create);
        }
        catch
        {
            Release(group);
            throw;
        }

        foreach (var create in group)
            _keys.Add(create.Key);

        _gathering.AddRange(group);
        _journal!.Add(new JournalGroup(_half, _offset, _buffer.WrittenSpan.ToArray(), group, waiting));
        _offset += _buffer.WrittenCount;
        _last += group.Count;
    }

    /// <summary>Nothing came of these.</summary>
    public void Release(IEnumerable<HeldCreate> group)
    {
        foreach (var create in group)
        {
            if (create.IsNewSubject)
                _state.Subjects.Release(create.Place.Subject);
        }
    }

    /// <summary>Keeps the moving up with the gathering.</summary>
    public void Pace()
    {
        if (_gathering.Count >= _runSize)
            NextRun();

        if (_merge is not { } merge)
            return;

        // A little more than the share of the run that has been gathered again; it is moved while nobody waits, mostly.
        var due = (long)(MergeLead * _gathering.Count / _runSize * merge.Work);
        if (due > merge.Done)
            Step((int)Math.Max(due - merge.Done, Limits.HeldSlice));
    }

    /// <summary>Begins to move what is gathered.</summary>
    public void BeginMerge()
    {
        if (_merge is not null || _gathering.Count == 0)
            return;

        _journal!.Drain();
        if (_journal.Fault is not null)
            Abandon();

        if (_gathering.Count == 0)
            return;

        _merge = new HeldMerge(_state, _gathering);
        _gathering = [];
        _half = (_half + 1) % JournalFile.Halves;
        _offset = 0;
    }

    /// <summary>Moves a slice. A fault undoes the run; it begins anew the next time.</summary>
    public void Step(int rows)
    {
        if (_merge is not { } merge)
            return;

        try
        {
            if (!merge.Step(rows))
                return;
        }
        catch
        {
            merge.Undo();
            throw;
        }

        _merge = null;
        foreach (var create in merge.Run)
        {
            Index.Remove(create);
            _keys.Remove(create.Key);
            if (create.IsNewSubject)
                _state.Subjects.Written(create.Place.Subject);
        }
    }

    /// <summary>Moves all of it: afterwards the database alone has everything.</summary>
    public void Settle()
    {
        if (!IsEmpty)
        {
            // Somebody waits: next time it shall be less.
            _runSize = Math.Max(_runSize / 2, Limits.HeldRunLeast);
            MoveAll();
        }

        // What was refused may stand in the file all the same; behind what is written now it must not turn up.
        if (_hasRefused)
            BeginEpoch();
    }

    /// <summary>Reads what is held together with the database, in a transaction that is undone: where the disk refuses
    /// to take in what is held, reading goes on.</summary>
    /// <param name="read">Reads by the writer's connection.</param>
    public void Read(Action read)
    {
        _merge?.Undo();
        _journal?.Drain();
        var durable = _journal?.Durable ?? _last;
        IEnumerable<HeldCreate> held =
            [.. _merge?.Run ?? [], .. _gathering.Where(create => create.Number <= durable)];
        var trial = new HeldMerge(_state, [.. held]);
        try
        {
            // Nothing of it goes to the disk, which would refuse it.
            _state.Connection.Execute("PRAGMA cache_spill = OFF");
            trial.Try();
            read();
        }
        finally
        {
            trial.Undo();
            _state.Connection.Execute("PRAGMA cache_spill = ON");
        }
    }

    /// <summary>Overwrites the journal, of which everything is in the database: what is erased there must not stand
    /// here.</summary>
    public void Wipe()
    {
        if (_journal is null || !IsEmpty)
            return;

        // First: where wiping stops half-way, what is written next must not lie behind what was wiped.
        _journal.Drain();
        (_half, _offset) = (0, 0);
        _journal.Wipe();
    }

    /// <summary>Closes the journal, and removes it where nothing in it is needed any more.</summary>
    public void Dispose()
    {
        if (_journal is null)
            return;

        _journal.Dispose();
        try
        {
            if (IsEmpty)
                _disk.Delete(_path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It stays; the next start finds that all of it is in the database.
        }
    }

    private void MoveAll()
    {
        Step(int.MaxValue);
        BeginMerge();
        Step(int.MaxValue);
    }

    private void MakeRoom(int bytes)
    {
        if (_offset + bytes > Limits.JournalHalfBytes)
            NextRun();
    }

    private void NextRun()
    {
        Step(int.MaxValue);
        BeginMerge();
        _runSize = Math.Min(_runSize * 2, Limits.HeldRunMost);
    }

    // The database learns of the journal before there is one, so that no record of another can be taken for its own.
    private void Open()
    {
        if (_journal is { Fault: null })
            return;

        // What an older journal has must be in the database before its file goes.
        MoveAll();
        Abandon();
        BeginEpoch();
        try
        {
            _journal = new JournalWriter(JournalFile.Create(_path, _disk), Index);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(fault);
        }

        (_half, _offset) = (0, 0);
    }

    private void BeginEpoch()
    {
        _epoch = Math.Max(_epoch + 1, _time.GetUtcNow().ToUnixTimeMilliseconds());
        _state.Connection.BeginWrite();
        try
        {
            HeldMerge.Set(_state.Connection, MetaName.JournalEpoch, _epoch);
            HeldMerge.SetApplied(_state.Connection, _last);
            _state.Connection.Commit();
            _hasRefused = false;
        }
        catch
        {
            if (_state.Connection.IsInTransaction)
                _state.Connection.RollBack();

            throw;
        }
    }

    // The disk has refused a group: those before it are durable and go on, the others have been told. There will be
    // another journal, under another epoch.
    private void Abandon()
    {
        if (_journal is null)
            return;

        var durable = _journal.Durable;
        _hasRefused = true;
        foreach (var create in _gathering.Where(create => create.Number > durable))
            _keys.Remove(create.Key);

        Release(_gathering.Where(create => create.Number > durable));
        _gathering.RemoveAll(create => create.Number > durable);
        _journal.Dispose();
        _journal = null;
    }

    private long Meta(string name) => _state.Connection.Scalar($"SELECT value FROM meta WHERE name = '{name}'");
}

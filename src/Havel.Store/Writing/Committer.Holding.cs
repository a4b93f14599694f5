using Havel.Store.Holding;

namespace Havel.Store.Writing;

/// <content>Creates that are answered when they are in the journal, and moved into the database afterwards.</content>
internal sealed partial class Committer
{
    private readonly HashSet<long> _heldKeys = [];
    private readonly AutoResetEvent _wake = new(initialState: false);
    private volatile bool _isAsleep;

    /// <summary>Returns when everything that was written before is in the database.</summary>
    public void Settle()
    {
        var task = new SettleTask();
        if (!_queue.Writer.TryWrite(task))
            _queue.Writer.WriteAsync(task).AsTask().GetAwaiter().GetResult();

        Wake();
        task.Done.GetAwaiter().GetResult();
    }

    /// <summary>Reads what is in the database and what is held, on the writer's thread: for when the disk refuses to
    /// bring the two together.</summary>
    /// <param name="read">Reads by the writer's connection.</param>
    public void Read(Action read)
    {
        var task = new ReadTask(read);
        _queue.Writer.WriteAsync(task).AsTask().GetAwaiter().GetResult();
        Wake();
        task.Done.GetAwaiter().GetResult();
    }

    private void Run(ReadTask task)
    {
        try
        {
            _held!.Read(task.Read);
            task.Answer();
        }
        catch (Exception failure)
        {
            task.Fail(failure);
        }
    }

    /// <summary>Holds what can be held of a group, and answers it; the rest stays in the group.</summary>
    private void Hold(List<PendingBatch> group)
    {
        if (_held is null || !group.TrueForAll(pending => BatchApplier.MayHold(pending.Batch)))
            return;

        var creates = new List<HeldCreate>(group.Count);
        var waiting = new List<PendingBatch>(group.Count);
        var before = _clock.Last;
        var updated = _clock.Next();
        var room = Limits.JournalHalfBytes;
        _heldKeys.Clear();
        try
        {
            foreach (var pending in group)
            {
                if (TryHold(pending, creates, updated, ref room))
                    waiting.Add(pending);
            }
        }
        catch
        {
            _held.Release(creates);
            throw;
        }

        if (creates.Count > 0)
            _held.Write(creates, waiting);
        else
            _clock.TakeBack(before);

        group.RemoveAll(static pending => pending.Held is not null || pending.Result is not null);
        _held.Pace();
    }

    /// <summary>Holds all of a batch, or nothing of it.</summary>
    /// <param name="pending">The batch.</param>
    /// <param name="creates">Those of the group so far; its own come behind them.</param>
    /// <param name="updated">The commit's time in milliseconds since 1970 UTC.</param>
    /// <param name="room">Bytes that are left for the group: it lies in one half of the journal.</param>
    private bool TryHold(PendingBatch pending, List<HeldCreate> creates, long updated, ref int room)
    {
        var operations = pending.Batch.Operations;
        var first = creates.Count;
        var sign = new HeldSign();
        var bytes = 0;
        _applier.BeginHold(pending.Batch);
        foreach (var operation in operations)
        {
            var after = operations.Count - 1 - (creates.Count - first);
            var turn = new HeldTurn(_held!.NextNumber + creates.Count, after, updated, sign);
            WriteResult? refused = null;
            var create = _heldKeys.Add(operation.Resource!.Key)
                ? _applier.Hold(operation, _held, turn, out refused)
                : null;
            if (create is not null)
            {
                creates.Add(create);
                bytes += JournalRecord.MostBytes(create);
                if (bytes <= room)
                    continue;
            }
            else if (refused is { } refusal && operations.Count == 1)
            {
                pending.Result = new CommitResult(IsCommitted: false, [refusal]);
                pending.Answer(pending.Result);
            }

            // Nobody behind it has relied on what it has made known.
            _held.Release(creates.Skip(first));
            creates.RemoveRange(first, creates.Count - first);
            return false;
        }

        room -= bytes;
        pending.Held = [.. creates.Skip(first)];
        return true;
    }

    /// <summary>Waits for work. Meanwhile what is held moves on. False when none will come.</summary>
    private bool Await()
    {
        while (!_queue.Reader.TryPeek(out _))
        {
            if (_held is { IsMerging: true } && TryStep())
                continue;

            if (_queue.Reader.Completion.IsCompleted)
                return false;

            if (!Sleep(_held is { IsEmpty: false } ? Limits.HeldMilliseconds : Timeout.Infinite))
                _held!.BeginMerge();
        }

        return true;
    }

    /// <summary>Sleeps until something may have come; false when the time is over.</summary>
    /// <remarks>To wait for a task is to spin first, and takes the processor from those who bring work.</remarks>
    private bool Sleep(int milliseconds)
    {
        // Whoever queues something looks at the sign after that, and this looks at the queue after giving the sign: one
        // of the two sees the other.
        _isAsleep = true;
        Interlocked.MemoryBarrier();
        var mayHaveCome = _queue.Reader.TryPeek(out _) || _queue.Reader.Completion.IsCompleted
            || _wake.WaitOne(milliseconds);
        _isAsleep = false;
        return mayHaveCome;
    }

    private void Wake()
    {
        Interlocked.MemoryBarrier();
        if (_isAsleep)
            _wake.Set();
    }

    // Whoever needs the database to be whole will meet the same fault and hear of it. Until then there is time.
    private bool TryStep()
    {
        try
        {
            _held!.Step(Limits.HeldSlice);
            return true;
        }
        catch (Exception failure) when (failure is Databases.DatabaseException or IOException)
        {
            return false;
        }
    }

    private bool TryWipe(WriterTask task)
    {
        try
        {
            _held?.Wipe();
            return true;
        }
        catch (IOException failure)
        {
            task.Fail(new JournalException(failure));
            return false;
        }
    }

    // What cannot be moved now is in the journal still.
    private void SettleAtEnd()
    {
        try
        {
            _held?.Settle();
        }
        catch (Exception failure) when (failure is Databases.DatabaseException or IOException)
        {
        }
    }
}

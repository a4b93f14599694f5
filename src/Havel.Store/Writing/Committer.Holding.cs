using Havel.Store.Holding;

namespace Havel.Store.Writing;

/// <content>Creates that are answered when they are in the journal, and moved into the database afterwards.</content>
internal sealed partial class Committer
{
    private Task<bool>? _next;

    /// <summary>Returns when everything that was written before is in the database.</summary>
    public void Settle()
    {
        var task = new SettleTask();
        if (!_queue.Writer.TryWrite(task))
            _queue.Writer.WriteAsync(task).AsTask().GetAwaiter().GetResult();

        task.Done.GetAwaiter().GetResult();
    }

    /// <summary>Reads what is in the database and what is held, on the writer's thread: for when the disk refuses to
    /// bring the two together.</summary>
    /// <param name="read">Reads by the writer's connection.</param>
    public void Read(Action read)
    {
        var task = new ReadTask(read);
        _queue.Writer.WriteAsync(task).AsTask().GetAwaiter().GetResult();
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
        try
        {
            foreach (var pending in group)
            {
                if (Hold(pending, _held, updated, creates.Count) is not { } create)
                    continue;

                creates.Add(create);
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

        group.RemoveAll(pending => pending.Result is not null);
        _held.Pace();
    }

    private HeldCreate? Hold(PendingBatch pending, HeldCreates held, long updated, int before)
    {
        var operation = pending.Batch.Operations[0];
        var create = _applier.Hold(operation, held, updated, held.NextNumber + before, out var refused);
        if (create is not null)
            pending.Result = new CommitResult(IsCommitted: true, [create.Result]);

        if (refused is { } refusal)
        {
            pending.Result = new CommitResult(IsCommitted: false, [refusal]);
            pending.Answer(pending.Result);
        }

        return create;
    }

    /// <summary>Waits for work. Meanwhile what is held moves on. False when none will come.</summary>
    private bool Await()
    {
        while (!_queue.Reader.TryPeek(out _))
        {
            if (_held is { IsMerging: true } && TryStep())
                continue;

            _next ??= _queue.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
            if (_held is { IsEmpty: false } && !_next.Wait(Limits.HeldMilliseconds))
            {
                _held.BeginMerge();
                continue;
            }

            var hasMore = _next.GetAwaiter().GetResult();
            _next = null;
            if (!hasMore)
                return false;
        }

        return true;
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

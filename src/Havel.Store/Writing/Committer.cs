using System.Threading.Channels;
using Havel.Store.Databases;
using Havel.Store.Holding;
using Havel.Store.Importing;

namespace Havel.Store.Writing;

/// <summary>The one writer: a thread that gathers waiting batches, applies each within a savepoint of one transaction,
/// and commits them with one write to disk. Whoever waits hears of it only when the commit is durable.</summary>
internal sealed partial class Committer : IDisposable
{
    private readonly WriterState _state;
    private readonly BatchApplier _applier;
    private readonly CommitClock _clock;
    private readonly WriterTurn _turn;
    private readonly CommitOutcome _outcome;
    private readonly HeldCreates? _held;
    private readonly DurableAnswers? _answers;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private readonly Channel<PendingWork> _queue = Channel.CreateBounded<PendingWork>(
        new BoundedChannelOptions(Limits.QueuedBatches) { SingleReader = true });

    public Committer(
        WriterState state,
        ConditionSearch search,
        ReferrerSearch referred,
        TimeProvider time,
        HeldCreates? held,
        DurableAnswers? answers)
    {
        _held = held;
        _answers = answers;
        _state = state;
        _applier = new BatchApplier(state, search, referred);
        _clock = new CommitClock(time, LastCommit(state.Connection));
        _turn = new WriterTurn(state, _clock);
        _outcome = new CommitOutcome(state.Connection, state.Resources, state.Types);
        _thread = new Thread(Run) { IsBackground = true, Name = "Havel writer" };
        _thread.Start();
    }

    /// <summary>The time of the last commit that wrote a resource, in milliseconds since 1970 UTC.</summary>
    public static long LastCommit(Connection connection) => Math.Max(
        connection.Scalar("SELECT max(updated) FROM resource"),
        connection.Scalar("SELECT max(updated) FROM history"));

    /// <summary>Queues a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="cancellation">Gives up waiting for a place in the queue; a batch in the queue is carried
    /// out.</param>
    /// <returns>Done when the batch is durable, or refused and undone.</returns>
    public async Task<CommitResult> CommitAsync(WriteBatch batch, CancellationToken cancellation)
    {
        var pending = new PendingBatch(batch);
        if (!_queue.Writer.TryWrite(pending))
            await _queue.Writer.WriteAsync(pending, cancellation);

        Wake();
        var done = await pending.Done;
        return ReferenceEquals(done, CommitResult.Held)
            ? new CommitResult(IsCommitted: true, Array.ConvertAll(pending.Held!, held => held.Result))
            : done;
    }

    /// <summary>Queues a task.</summary>
    /// <returns>Done when it is durable.</returns>
    public async Task RunAsync(WriterTask task)
    {
        await _queue.Writer.WriteAsync(task);
        Wake();
        await task.Done;
    }

    /// <summary>Queues a transaction of an import.</summary>
    /// <param name="pieces">Its pieces, and those of the transactions that follow.</param>
    /// <returns>What was done, when it is durable.</returns>
    public async Task<IReadOnlyDictionary<string, ImportCount>> ImportAsync(ChannelReader<ImportGathering> pieces)
    {
        var task = new ImportTask(pieces, _applier, _clock, _stop.Token);
        await RunAsync(task);
        return task.Counts;
    }

    /// <summary>Commits what is queued and ends the thread. An import that was not completed is undone.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        Wake();
        _stop.Cancel();
        _thread.Join();
        _answers?.Dispose();
        _stop.Dispose();
        _wake.Dispose();
    }

    private void Run()
    {
        var group = new List<PendingBatch>();
        while (Gather(group, out var task))
        {
            try
            {
                Hold(group);
                if (group.Count > 0)
                    Commit(group);
            }
            catch (Exception failure)
            {
                foreach (var pending in group)
                    pending.Fail(failure);
            }

            group.Clear();
            if (task is ReadTask read)
                Run(read);
            else if (task is not null)
                Run(task);
        }

        SettleAtEnd();
    }

    private void Run(WriterTask task)
    {
        var start = _state.Mark();
        try
        {
            _held?.Settle();
            _turn.Begin([]);
            task.Run(_state, _clock.Last);
            _state.Connection.Commit();
        }
        catch (Exception failure)
        {
            Undo(start);
            task.Fail(failure);
            return;
        }

        _state.Commit();
        task.Publish(_state);
        if (!task.Erases || TryWipe(task))
            task.Answer();
    }

    /// <summary>Waits for a batch and takes along those that wait behind it, up to a task.</summary>
    private bool Gather(List<PendingBatch> group, out WriterTask? task)
    {
        task = null;
        if (!Await())
            return false;

        var operations = 0;
        while (task is null && operations < Limits.OperationsPerCommit && _queue.Reader.TryRead(out var pending))
        {
            if (pending is PendingBatch batch)
            {
                group.Add(batch);
                operations += batch.Batch.Operations.Count;

                // Its reads are to see what it left, and nothing that came behind it.
                if (batch.Batch.Snapshot is not null)
                    break;
            }
            else
            {
                task = (WriterTask)pending;
            }
        }

        return true;
    }

    private void Commit(List<PendingBatch> group)
    {
        _held?.Settle();
        var mayGoAhead = true;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // A savepoint makes SQLite copy every page it touches. Nearly all batches go through, so the group is
                // tried without; only where one fails after it has written is everything undone and done again with
                // savepoints.
                if (!TryCommit(group, isGuarded: false, mayGoAhead))
                    TryCommit(group, isGuarded: true, mayGoAhead: false);

                return;
            }
            catch (DatabaseException failure) when (failure.IsOvertaken && mayGoAhead)
            {
                // Nothing of it is there: it asks first now.
                _turn.Overtaken();
                mayGoAhead = false;
            }
            catch (DatabaseException failure) when (failure.IsLost && attempt < Limits.CommitAttempts)
            {
                // Nothing of it is there, so it begins anew on another connection.
            }
        }
    }

    /// <summary>Commits the group. False when a batch failed half-way and there were no savepoints: nothing is
    /// written.</summary>
    private bool TryCommit(List<PendingBatch> group, bool isGuarded, bool mayGoAhead)
    {
        var start = _state.Mark();
        var connections = _answers?.Connections ?? 0;
        bool isSoon;
        long updated;
        try
        {
            if (!mayGoAhead || !_turn.TryBeginAhead(group))
                _turn.Begin(group);

            start = _state.Mark();
            updated = _clock.Next();
            if (!Apply(group, updated, isGuarded))
            {
                Undo(start);
                return false;
            }

            isSoon = MayCommitSoon(group, start);
            _state.Policies.PrepareCommit(_state.Connection);
            Commit(group, updated, isSoon);
        }
        catch (DatabaseException failure) when (failure.IsConstraint && !isGuarded)
        {
            Undo(start);
            return false;
        }
        catch
        {
            Undo(start);
            throw;
        }

        _state.Commit();
        foreach (var pending in group)
        {
            if (pending.Result is { IsCommitted: true })
                Begin(pending.Batch.Snapshot);

            if (!isSoon && pending.Result is { } result)
                pending.Answer(result);
        }

        if (isSoon)
            _answers!.Add([.. group], updated, connections);

        return true;
    }

    /// <summary>Whether the disk may work at a group's commit beside the writer. What rights depend on, and what is
    /// given a number that processes remember, is durable before anybody sees it; a relabelled version could not be
    /// told from the one before if the database were lost.</summary>
    private bool MayCommitSoon(List<PendingBatch> group, in WriterMark start)
    {
        if (_answers is null || _state.Guards.Mark != start.Guards
            || !ReferenceEquals(_state.Policies.Working, start.Policies))
            return false;

        foreach (var pending in group)
        {
            foreach (var operation in pending.Batch.Operations)
            {
                if (operation.Kind == WriteKind.Relabel)
                    return false;
            }
        }

        return true;
    }

    private bool Apply(List<PendingBatch> group, long updated, bool isGuarded)
    {
        foreach (var pending in group)
        {
            if (isGuarded)
                ApplyGuarded(pending, updated);
            else if (!TryApply(pending, updated))
                return false;
        }

        return true;
    }

    private void Commit(List<PendingBatch> group, long updated, bool isSoon)
    {
        try
        {
            if (isSoon)
                _state.Connection.CommitSoon();
            else
                _state.Connection.Commit();
        }
        catch (DatabaseException failure) when (failure.IsLost)
        {
            if (!_outcome.IsDurable(group, updated))
                throw;
        }
    }

    // The writes are durable: what a reader cannot do must not look as if they had failed. It tries again at its first
    // read.
    private static void Begin(Reading.Snapshot? snapshot)
    {
        try
        {
            snapshot?.Begin();
        }
        catch (DatabaseException)
        {
        }
    }

    /// <summary>Applies a batch. False when it did not go through and may have left something behind.</summary>
    private bool TryApply(PendingBatch pending, long updated)
    {
        var mark = _state.Mark();
        var changes = _state.Connection.Writes;
        try
        {
            pending.Result = _applier.Apply(pending.Batch, updated);
        }
        catch (Exception failure) when (!IsOfTheMachine(failure))
        {
            return false;
        }

        if (pending.Result.IsCommitted)
            return true;

        if (_state.Connection.Writes != changes)
            return false;

        _state.RollBack(mark);
        return true;
    }

    private void ApplyGuarded(PendingBatch pending, long updated)
    {
        var connection = _state.Connection;
        var mark = _state.Mark();
        pending.Result = null;
        connection.Cached("SAVEPOINT batch").Run();
        try
        {
            pending.Result = _applier.Apply(pending.Batch, updated);
            connection.Flush();
        }
        catch (Exception failure) when (connection.IsInTransaction && !IsOfTheMachine(failure))
        {
            // The fault of one batch is nobody else's: only it is undone and fails.
            pending.Fail(failure);
        }

        if (pending.Result is not { IsCommitted: true })
        {
            connection.Cached("ROLLBACK TO SAVEPOINT batch").Run();
            _state.RollBack(mark);
        }

        connection.Cached("RELEASE SAVEPOINT batch").Run();
    }

    private void Undo(in WriterMark start)
    {
        try
        {
            if (_state.Connection.IsInTransaction)
                _state.Connection.RollBack();
        }
        catch (DatabaseException failure) when (failure.IsLost)
        {
            // The transaction has ended with its connection.
        }

        _state.RollBack(start);
        _state.Policies.RollBack(start.Policies);
    }

    /// <summary>A full or failing disk is no batch's own fault; all of the transaction is undone.</summary>
    private static bool IsOfTheMachine(Exception failure) =>
        failure is DatabaseException { IsConstraint: false } or OutOfMemoryException;
}

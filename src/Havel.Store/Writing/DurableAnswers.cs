using System.Threading.Channels;
using Havel.Store.Databases;
using Havel.Store.Interning;

namespace Havel.Store.Writing;

/// <summary>Answers groups of writes when they are durable, while the writer is at the next ones already: the disk
/// works beside it. One wait for the disk serves all groups that were committed before it. Where the database was lost
/// in between, each group is looked for before anybody is told anything.</summary>
internal sealed class DurableAnswers : IDisposable
{
    private readonly Connection _connection;
    private readonly CommitOutcome _outcome;
    private readonly Channel<Group> _queue =
        Channel.CreateUnbounded<Group>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly Thread _thread;
    private bool _isLost;
    private int _connections;

    /// <summary>Takes over a connection of its own.</summary>
    public DurableAnswers(Connection connection, TypeTable types)
    {
        _connection = connection;
        _outcome = new CommitOutcome(connection, new ResourceTable(connection), types);
        _thread = new Thread(Run) { IsBackground = true, Name = "Havel durable answers" };
        _thread.Start();
    }

    /// <summary>How often the connection has been made anew. A commit that is sent after this was read lies, while the
    /// number is the same, in the life of a connection that was there before it.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Whoever waits for a group is answered when its commit is durable.</summary>
    /// <param name="group">What was committed, with its results.</param>
    /// <param name="updated">The commit's time.</param>
    /// <param name="connections"><see cref="Connections"/> before the commit was sent.</param>
    public void Add(IReadOnlyList<PendingBatch> group, long updated, int connections) =>
        _queue.Writer.TryWrite(new(group, updated, connections));

    /// <summary>Answers all that were added, and ends.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _thread.Join();
        _connection.Dispose();
    }

    private void Run()
    {
        var groups = new List<Group>();
        while (_queue.Reader.WaitToReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
            while (_queue.Reader.TryRead(out var group))
                groups.Add(group);

            try
            {
                MakeDurable(groups);
                foreach (var group in groups)
                    Answer(group);
            }
            catch (Exception failure)
            {
                _isLost = true;
                foreach (var group in groups)
                    Fail(group, failure);
            }

            groups.Clear();
        }
    }

    /// <summary>Returns when the groups that are left are durable. A connection that was there before a commit and
    /// still is proves that the database lived on in between; to any other, what it does not find was lost.</summary>
    private void MakeDurable(List<Group> groups)
    {
        for (var left = Limits.ReconnectSeconds * Limits.ReconnectsPerSecond; ; left--)
        {
            try
            {
                KeepWhatIsThere(groups);
                _connection.MakeDurable();
                if (_isLost)
                    Interlocked.Increment(ref _connections);

                _isLost = false;
                return;
            }
            catch (DatabaseException failure) when (failure.IsLost && left > 0)
            {
                _isLost = true;
                Thread.Sleep(TimeSpan.FromSeconds(1) / Limits.ReconnectsPerSecond);
            }
        }
    }

    /// <summary>A database that died had not all that was committed on its disk: what is not there now was
    /// not written.</summary>
    private void KeepWhatIsThere(List<Group> groups)
    {
        for (var at = groups.Count - 1; at >= 0; at--)
        {
            var isOfThisConnection = !_isLost && groups[at].Connections == _connections;
            if (isOfThisConnection || _outcome.IsThere(groups[at].Batches, groups[at].Updated))
                continue;

            Fail(groups[at], Postgres.PostgresFailure.Gone());
            groups.RemoveAt(at);
        }
    }

    private static void Answer(in Group group)
    {
        foreach (var pending in group.Batches)
        {
            if (pending.Result is { } result)
                pending.Answer(result);
        }
    }

    private static void Fail(in Group group, Exception failure)
    {
        foreach (var pending in group.Batches)
        {
            if (pending.Result is { IsCommitted: false } refused)
                pending.Answer(refused);
            else
                pending.Fail(failure);
        }
    }

    private readonly record struct Group(IReadOnlyList<PendingBatch> Batches, long Updated, int Connections);
}

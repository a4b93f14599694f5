using System.Buffers.Binary;
using System.Security.Cryptography;
using Havel.Store.Databases;
using Havel.Store.Schema;

namespace Havel.Store.Writing;

/// <summary>Begins the writer's transactions. In a database that several processes write, the transaction waits until
/// no other one writes, and memory that is older than what another process has written is brought up to date
/// before anything is decided by it.</summary>
internal sealed class WriterTurn(WriterState state, CommitClock clock)
{
    private const string StampSql = $"SELECT value FROM meta WHERE name = '{MetaName.Writer}'";
    private const string SignSql = $"UPDATE meta SET value = ?1 WHERE name = '{MetaName.Writer}'";

    private readonly Foresight _foresight = new(state);

    /// <summary>Who this process is among those that write the database.</summary>
    private readonly long _self = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long)));

    /// <summary>Begins a transaction for a group of batches; for a task the group is empty.</summary>
    public void Begin(IReadOnlyList<PendingBatch> group)
    {
        var connection = state.Connection;
        connection.BeginWrite();
        if (!connection.IsShared)
            return;

        state.Resources.Known.Clear();
        var stamp = connection.Cached(StampSql);
        stamp.Ahead();
        _foresight.Ask(group);
        var writer = stamp.Step() ? stamp.Int64(0) : 0;
        stamp.Reset();
        if (writer != _self)
            TakeOver(connection);

        _foresight.Learn();
    }

    private void TakeOver(Connection connection)
    {
        clock.Observe(Committer.LastCommit(connection));
        state.Renew();
        var sign = connection.Cached(SignSql);
        sign.Bind(1, _self);
        sign.Run();
    }
}

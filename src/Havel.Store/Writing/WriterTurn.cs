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
    /// <summary>An error, which undoes all, unless nobody else has written, nothing has those keys, and nobody belongs
    /// to those subjects.</summary>
    private const string GuardSql = $"""
        SELECT 1 / CASE WHEN (SELECT value FROM meta WHERE name = '{MetaName.Writer}') = ?1
            AND NOT EXISTS (SELECT 1 FROM resource WHERE key = ANY(?2))
            AND NOT EXISTS (SELECT 1 FROM subject_member WHERE subject = ANY(?3)) THEN 1 ELSE 0 END
        """;

    private const string SignSql = $"UPDATE meta SET value = ?1 WHERE name = '{MetaName.Writer}'";

    private readonly Foresight _foresight = new(state);

    /// <summary>Whether memory was brought up to date by this turn's own signature.</summary>
    private bool _isKnown;

    /// <summary>Who this process is among those that write the database.</summary>
    private readonly long _self = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long)));

    private int _turnsToAsk;

    /// <summary>The connection by which memory was last brought up to date.</summary>
    private int _generation;

    /// <summary>Begins a transaction for a group of batches; for a task the group is empty.</summary>
    public void Begin(IReadOnlyList<PendingBatch> group)
    {
        var connection = state.Connection;
        connection.BeginWrite();
        if (!connection.IsShared)
            return;

        state.Resources.Known.Clear();
        if (_generation != connection.Generation)
            state.Forget();

        var stamp = connection.Cached(StampSql);
        stamp.Ahead();
        _foresight.Ask(group);
        var writer = stamp.Step() ? stamp.Int64(0) : 0;
        stamp.Reset();
        if (writer != _self || _generation != connection.Generation)
            TakeOver(connection);

        _foresight.Learn();
        _generation = connection.Generation;
    }

    /// <summary>Begins a transaction for creates of what is new in every way, by what memory knows: whether that holds
    /// is asked along with what is written, in one exchange. Where it does not, the database undoes all of it and the
    /// failure is <see cref="DatabaseException.IsOvertaken"/>.</summary>
    /// <returns>False where the group is something else, or nothing is known yet; then nothing has begun.</returns>
    public bool TryBeginAhead(IReadOnlyList<PendingBatch> group)
    {
        var connection = state.Connection;
        if (!_isKnown || !connection.IsShared || Asks() || !_foresight.IsAllNew(group))
            return false;

        connection.BeginWrite();
        if (_generation != connection.Generation)
        {
            connection.RollBack();
            return false;
        }

        state.Resources.Known.Clear();
        var guard = connection.Cached(GuardSql);
        guard.Bind(1, _self);
        _foresight.Assume(out var keys, out var subjects);
        guard.Bind(2, keys);
        guard.Bind(3, subjects);
        guard.Ahead();
        return true;
    }

    /// <summary>What memory knew did not hold: others write too. For a while it is asked first.</summary>
    public void Overtaken() => _turnsToAsk = Limits.TurnsToAsk;

    private bool Asks() => _turnsToAsk > 0 && _turnsToAsk-- > 0;

    private void TakeOver(Connection connection)
    {
        clock.Observe(Committer.LastCommit(connection));
        state.Renew();
        var sign = connection.Cached(SignSql);
        sign.Bind(1, _self);
        sign.Run();
        _isKnown = true;
    }
}

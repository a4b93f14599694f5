using Havel.Store.Databases;

namespace Havel.Store.Writing;

/// <summary>Finds out whether a commit went through whose answer was lost together with the connection: whoever waits
/// must neither be told that a durable write failed nor the reverse.</summary>
internal sealed class CommitOutcome(WriterState state)
{
    /// <summary>Whether what a group has written is there. Waits until the database answers again, and until the
    /// transaction in question has ended there: it held the lock of those who write.</summary>
    /// <param name="group">What was to be committed.</param>
    /// <param name="updated">The commit's time.</param>
    /// <exception cref="DatabaseException">The database did not come back for
    /// <see cref="Limits.ReconnectSeconds"/>.</exception>
    public bool IsDurable(IReadOnlyList<PendingBatch> group, long updated)
    {
        for (var left = Limits.ReconnectSeconds * Limits.ReconnectsPerSecond; ; left--)
        {
            try
            {
                return Look(group, updated);
            }
            catch (DatabaseException failure) when (failure.IsLost && left > 0)
            {
                Thread.Sleep(TimeSpan.FromSeconds(1) / Limits.ReconnectsPerSecond);
            }
        }
    }

    private bool Look(IReadOnlyList<PendingBatch> group, long updated)
    {
        var connection = state.Connection;
        state.Resources.Known.Clear();
        connection.BeginWrite();
        try
        {
            foreach (var pending in group)
            {
                if (pending.Result is not { IsCommitted: true } result)
                    continue;

                for (var at = 0; at < result.Results.Count; at++)
                {
                    var written = result.Results[at];
                    if (written.Status is WriteStatus.Created or WriteStatus.Updated or WriteStatus.Deleted)
                        return IsThere(pending.Batch.Operations[at], written, updated);
                }
            }

            return false;
        }
        finally
        {
            connection.RollBack();
        }
    }

    /// <summary>All of a group is there or nothing. Another process may have written at the same millisecond, so the
    /// version's content counts too.</summary>
    private bool IsThere(WriteOperation operation, in WriteResult written, long updated)
    {
        var type = state.Types.IdOf(written.Type);
        var key = Fhir.Search.SearchHash.Key(written.Type, written.Id);
        if (state.Resources.Find(type, written.Id, key) is not { } current || current.Version < written.Version)
            return false;

        var packed = written.Status == WriteStatus.Deleted ? default : operation.Resource!.Packed.Span;
        return state.Resources.HasVersion(current, checked((int)written.Version), updated, packed);
    }
}

using Havel.Store.Databases;

namespace Havel.Store.Writing;

/// <summary>Finds out whether a commit went through whose answer was lost together with the connection: whoever waits
/// must neither be told that a durable write failed nor the reverse.</summary>
/// <param name="connection">Looks; on the thread that owns it.</param>
/// <param name="resources">The resources of that connection.</param>
/// <param name="types">Their numbers.</param>
internal sealed class CommitOutcome(Connection connection, ResourceTable resources, Interning.TypeTable types)
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

    /// <summary>Whether what a group has written is there now; true where it has written nothing.</summary>
    /// <exception cref="DatabaseException">The database does not answer.</exception>
    public bool IsThere(IReadOnlyList<PendingBatch> group, long updated) =>
        Within(() => FindWritten(group, updated) ?? true);

    private bool Look(IReadOnlyList<PendingBatch> group, long updated) =>
        Within(() => FindWritten(group, updated) ?? false);

    private bool Within(Func<bool> look)
    {
        resources.Known.Clear();
        connection.BeginWrite();
        try
        {
            return look();
        }
        finally
        {
            connection.RollBack();
        }
    }

    private bool? FindWritten(IReadOnlyList<PendingBatch> group, long updated)
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

        return null;
    }

    /// <summary>All of a group is there or nothing. Another process may have written at the same millisecond, so the
    /// version's content counts too.</summary>
    private bool IsThere(WriteOperation operation, in WriteResult written, long updated)
    {
        var type = types.IdOf(written.Type);
        var key = Fhir.Search.SearchHash.Key(written.Type, written.Id);
        if (resources.Find(type, written.Id, key) is not { } current || current.Version < written.Version)
            return false;

        var packed = written.Status == WriteStatus.Deleted ? default : operation.Resource!.Packed.Span;
        return resources.HasVersion(current, checked((int)written.Version), updated, packed);
    }
}

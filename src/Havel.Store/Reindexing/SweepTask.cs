using Havel.Store.Indexing;
using Havel.Store.Writing;

namespace Havel.Store.Reindexing;

/// <summary>Removes rows that belong to nothing. Whether they do is decided here, in the writer's turn, by the
/// resources as they are now: what was written since the rows were read accounts for its own.</summary>
internal sealed class SweepTask(IReadOnlyList<StrayRow> strays) : WriterTask
{
    /// <summary>How many were removed.</summary>
    public int Removed { get; private set; }

    public override void Run(WriterState state, long lastCommit)
    {
        Removed = 0;
        state.Index.Flush();
        foreach (var ofResource in strays.GroupBy(stray => stray.Rid))
            Sweep(state, ofResource.Key, ofResource);
    }

    public override void Publish(WriterState state)
    {
    }

    private void Sweep(WriterState state, long rid, IEnumerable<StrayRow> rows)
    {
        var expected = new List<ulong>();
        var own = IndexRows.Empty;
        var place = default(Place);
        if (state.Resources.At(rid) is { IsDeleted: false } stored)
        {
            place = stored.Place;
            own = state.Preparation.RowsOf(state.Parser.Parse(state.Resources.BodyOf(rid)).Root);
            state.Index.Digest(own, place, expected);
        }

        var removed = Removed;
        foreach (var stray in rows)
        {
            if (!expected.Contains(stray.Digest))
                Delete(state, stray);
        }

        // One of them may have had the key of a row that is to be there, under another guard.
        if (Removed > removed)
            state.Index.Put(own, place);
    }

    private void Delete(WriterState state, StrayRow stray)
    {
        var condition = string.Join(" AND ", stray.Table.Key.Select((column, at) => $"{column} = ?{at + 1}"));
        var delete = state.Connection.Cached($"DELETE FROM {stray.Table.Name} WHERE {condition}");
        StrayRow.Bind(delete, stray.Key);
        delete.Run();
        Removed++;
    }
}

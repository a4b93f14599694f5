using Havel.Store.Writing;

namespace Havel.Store.Reindexing;

/// <summary>Removes the words of resources that have none, or that are not there.</summary>
internal sealed class WordSweepTask(IReadOnlyList<long> strays) : WriterTask
{
    /// <summary>How many were removed.</summary>
    public int Removed { get; private set; }

    public override void Run(WriterState state, long lastCommit)
    {
        Removed = 0;
        state.Index.Flush();
        foreach (var rid in strays)
        {
            var words = state.Resources.At(rid) is { IsDeleted: false }
                ? state.Preparation.RowsOf(state.Parser.Parse(state.Resources.BodyOf(rid)).Root)
                : Indexing.IndexRows.Empty;
            Removed += state.Index.DropWords(rid, words);
        }
    }

    public override void Publish(WriterState state)
    {
    }
}

using Havel.Store.Writing;

namespace Havel.Store.Reindexing;

/// <summary>Sets how far a run is, unless it was given up meanwhile; null ends it.</summary>
internal sealed class ReindexStep(ReindexRun? run, bool isNew = false) : WriterTask
{
    /// <summary>Whether there is such a run.</summary>
    public bool IsCurrent { get; private set; }

    /// <summary>The run that was there already, when a new one was to begin; null for none.</summary>
    public ReindexRun? Other { get; private set; }

    public override void Run(WriterState state, long lastCommit)
    {
        var current = ReindexTable.Load(state.Connection);
        Other = isNew ? current : null;
        IsCurrent = isNew ? current is null : current is not null;
        if (run is null)
            ReindexTable.Drop(state.Connection);
        else if (IsCurrent)
            ReindexTable.Save(state.Connection, run);
    }

    public override void Publish(WriterState state)
    {
    }
}

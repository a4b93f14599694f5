using Havel.Store.Policies;
using Havel.Store.Writing;

namespace Havel.Store.Jobs;

/// <summary>A step of work on the table of jobs. Reads go this way too: what another process has just written must be
/// seen, and a copy may be behind.</summary>
internal sealed class JobTask<TResult>(Func<JobTable, long, TResult> step) : WriterTask
{
    public TResult? Result { get; private set; }

    public override void Run(WriterState state, long lastCommit) =>
        Result = step(new JobTable(state.Connection), PolicyReader.VersionOf(state.Connection));

    public override void Publish(WriterState state)
    {
        // The table is the only memory there is.
    }
}

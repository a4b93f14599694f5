using Havel.Store.Indexing;
using Havel.Store.Writing;

namespace Havel.Store.Parameters;

/// <summary>Writes the rows of a chunk and how far the job is, in one transaction: after a crash the walk goes on from
/// there. A resource that has changed since it was read was indexed when it changed.</summary>
internal sealed class ChunkTask(IndexChunk chunk) : WriterTask
{
    private ActiveIndex? _index;

    public override void Run(WriterState state, long lastCommit)
    {
        // Parameters came or went since the rows were derived: the chunk is made anew.
        if (!ReferenceEquals(chunk.Index, state.Preparation.Index))
            return;

        foreach (var (rid, version, rows) in chunk.Resources)
        {
            if (state.Resources.At(rid) is { IsDeleted: false } stored && stored.Version == version)
                state.Index.Put(rows, stored.Place);
        }

        if (!chunk.IsLast)
        {
            ParameterTable.Advance(state.Connection, chunk.Job);
            return;
        }

        foreach (var parameter in ParameterTable.Load(state.Connection))
        {
            if (parameter.State == ParameterState.Indexing && parameter.Job == chunk.Job.Id)
                ParameterTable.Set(state.Connection, parameter.Id, ParameterState.Ready, job: 0);
        }

        ParameterTable.DropJob(state.Connection, chunk.Job.Id);
        _index = ParameterIndex.Build(state.Connection, chunk.Index.Catalog, chunk.Index);
    }

    public override void Publish(WriterState state)
    {
        if (_index is not null)
            state.Use(_index);
    }
}

using Havel.Store.Indexing;
using Havel.Store.Writing;

namespace Havel.Store.Reindexing;

/// <summary>Puts the rows of some resources, as far as they are still at the version the rows were derived from: who
/// was written since was indexed then.</summary>
/// <param name="index">What the rows were derived by.</param>
/// <param name="resources">The resources.</param>
/// <param name="hasWords">Whether words of full text are put as well.</param>
internal sealed class ReindexTask(
    ActiveIndex index, IReadOnlyList<ReindexedResource> resources, bool hasWords) : WriterTask
{
    /// <summary>Whether search parameters came or went since the rows were derived: they are to be derived
    /// anew.</summary>
    public bool IsOutdated { get; private set; }

    public override void Run(WriterState state, long lastCommit)
    {
        IsOutdated = !ReferenceEquals(index, state.Preparation.Index);
        if (IsOutdated)
            return;

        foreach (var resource in resources)
        {
            if (state.Resources.At(resource.Rid) is { IsDeleted: false } stored && stored.Version == resource.Version)
                Put(state, resource, stored.Place);
        }
    }

    public override void Publish(WriterState state)
    {
    }

    private void Put(WriterState state, ReindexedResource resource, in Place place)
    {
        state.Index.Put(resource.Rows, place);
        state.Index.Seen.Add(resource.Rows);
        if (hasWords)
            state.Index.PutWords(resource.Rows, place);

        foreach (var (hash, _) in resource.Texts)
        {
            // What memory takes for written is missing, or says something else.
            var drop = state.Connection.Cached("DELETE FROM uri WHERE hash = ?1");
            drop.Bind(1, hash);
            drop.Run();
            state.Index.Uris.Forget(hash);
        }

        state.Index.Uris.Add(resource.Texts);
    }
}

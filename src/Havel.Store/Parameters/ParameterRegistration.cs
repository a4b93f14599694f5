using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Custom;
using Havel.Store.Indexing;
using Havel.Store.Writing;

namespace Havel.Store.Parameters;

/// <summary>Makes a list of definitions the custom parameters of the store, from this commit on: the new ones are
/// registered, those that are missing or were defined otherwise are retired, all others stay as they are.</summary>
internal sealed class ParameterRegistration(IReadOnlyList<SearchParameterDefinition> wanted) : WriterTask
{
    private ActiveIndex? _index;

    /// <summary>Whether anything came or went.</summary>
    public bool HasChanged => _index is not null;

    public override void Run(WriterState state, long lastCommit)
    {
        var writer = state.Connection;
        var texts = wanted.Select(SearchParameterText.Write).ToList();
        var known = ParameterTable.Load(writer).FindAll(each => each.State != ParameterState.Retired);
        foreach (var parameter in known.Where(each => !texts.Exists(text => text.AsSpan().SequenceEqual(each.Text))))
        {
            ParameterTable.Set(writer, parameter.Id, ParameterState.Retired, job: 0);
            _index = state.Preparation.Index;
        }

        var added = texts.Where(text => !known.Exists(each => text.AsSpan().SequenceEqual(each.Text)))
            .Select(text => ParameterTable.Add(writer, text))
            .ToHashSet();
        if (added.Count == 0 && _index is null)
            return;

        Begin(state, added, lastCommit);
        _index = ParameterIndex.Build(writer, state.Preparation.Index.Catalog, state.Preparation.Index);
    }

    public override void Publish(WriterState state)
    {
        if (_index is not null)
            state.Use(_index);
    }

    /// <summary>What has nothing to be indexed can be searched at once; for all others one job walks once.</summary>
    private static void Begin(WriterState state, HashSet<long> added, long lastCommit)
    {
        var catalog = ParameterIndex.Build(
            state.Connection, state.Preparation.Index.Catalog, state.Preparation.Index).Catalog;
        var job = 0L;
        foreach (var parameter in catalog.Custom.Where(custom => added.Contains(custom.Id)))
        {
            if (!catalog.SlotsOf(parameter).Any(slot => HasResources(state, slot.ResourceType)))
            {
                ParameterTable.Set(state.Connection, parameter.Id, ParameterState.Ready, job: 0);
                continue;
            }

            if (job == 0)
                job = ParameterTable.AddJob(state.Connection, lastCommit);

            ParameterTable.Set(state.Connection, parameter.Id, ParameterState.Indexing, job);
        }
    }

    private static bool HasResources(WriterState state, string type)
    {
        var first = state.Connection.Cached("SELECT 1 FROM resource WHERE type = ?1 AND deleted = 0 LIMIT 1");
        first.Bind(1, state.Types.IdOf(type));
        var found = first.Step();
        first.Reset();
        return found;
    }
}

using Havel.Fhir.Nodes;
using Havel.Fhir.Search;
using Havel.Store.Indexing;
using Havel.Store.Interning;
using Havel.Store.Parameters;
using Havel.Store.Databases;
using Havel.Store.Writing;

namespace Havel.Store.Checking;

/// <summary>Which index rows must be there at a moment. Of a parameter that is being indexed, resources that the walk
/// has not come to may have their rows already, or not yet; of one that is gone, any rows may be left.</summary>
internal sealed class ExpectedRows
{
    private readonly Connection _reader;
    private readonly ActiveIndex _index;
    private readonly IndexWriter _rows;
    private readonly Dictionary<int, IndexJob> _jobs = [];
    private readonly IReadOnlyList<int> _retired;
    private long _found;

    /// <summary>Reads what the transaction sees.</summary>
    /// <param name="reader">The transaction.</param>
    /// <param name="core">A catalog of the store.</param>
    public ExpectedRows(Connection reader, SearchCatalog core)
    {
        var names = new InternedNames(reader, "slot");
        var parameters = ParameterTable.Load(reader);
        var catalog = core.With(ParameterIndex.Active(parameters), name => names.Ids.GetValueOrDefault(name, -1));
        _index = new ActiveIndex(catalog, []);
        _reader = reader;
        _rows = new IndexWriter(reader);
        _retired = ParameterIndex.SlotsOf(
            names,
            parameters.Where(each => each.State == ParameterState.Retired).Select(each => each.Id).ToHashSet());
        var jobs = ParameterTable.Jobs(reader).ToDictionary(job => job.Id);
        foreach (var custom in catalog.Custom.Where(custom => !custom.IsReady))
        {
            var job = jobs[parameters.Find(each => each.Id == custom.Id)!.Job];
            foreach (var slot in catalog.SlotsOf(custom))
                _jobs[slot.Id] = job;
        }
    }

    /// <summary>How many rows of a resource are missing or have another guard.</summary>
    /// <param name="root">Its body.</param>
    /// <param name="place">Its place.</param>
    /// <param name="type">Number of its type.</param>
    /// <param name="updated">When its version was written.</param>
    public int Missing(Node root, in Place place, int type, long updated)
    {
        var all = ResourcePreparation.RowsOf(root, _index.Extractor, knowsUri: null);
        var rid = place.Rid;
        var due = _jobs.Count == 0 ? all : all.Of(slot => IsDue(slot, type, updated, rid));
        var missing = _rows.Missing(due, place);
        _found += due.Count;
        if (due.Count < all.Count)
        {
            var early = all.Of(slot => !IsDue(slot, type, updated, rid));
            _found += early.Count - _rows.Missing(early, place);
        }

        return missing + all.Uris.Count(uri => !HasText(uri));
    }

    private bool HasText(UriText uri)
    {
        var text = _reader.Cached("SELECT 1 FROM uri WHERE hash = ?1 AND text = ?2");
        text.Bind(1, uri.Hash);
        text.BindText(2, uri.Text);
        var found = text.Step();
        text.Reset();
        return found;
    }

    /// <summary>How many rows there are if none is left over, after all resources were looked at.</summary>
    public long Total(IEnumerable<string> tables)
    {
        var left = 0L;
        foreach (var table in tables)
        {
            var count = _reader.Cached($"SELECT count(*) FROM {table} WHERE slot = ?1");
            foreach (var slot in _retired)
            {
                count.Bind(1, slot);
                left += count.Step() ? count.Int64(0) : 0;
                count.Reset();
            }
        }

        return _found + left;
    }

    private bool IsDue(int slot, int type, long updated, long rid) =>
        !_jobs.TryGetValue(slot, out var job) || job.HasPassed(type, updated, rid);
}

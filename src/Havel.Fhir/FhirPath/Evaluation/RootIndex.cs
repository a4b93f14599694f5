using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>Where the children of a resource start, by name: made when one context evaluates a second time on the same
/// resource, as indexing and validation do many times, so that a path need not pass over the elements before
/// it.</summary>
internal sealed class RootIndex
{
    private NodeTable? _seen;
    private NodeTable? _indexed;
    private int[] _firsts = [];
    private int[] _stamps = [];
    private int _stamp;

    /// <summary>Where to begin to look: the first child of that name, or behind the last child when there is none; or
    /// the first child of all when nothing is known.</summary>
    /// <param name="table">The table.</param>
    /// <param name="names">The name's id by property.</param>
    /// <param name="nameId">The name; may be -1.</param>
    public int First(NodeTable table, int[] names, int nameId)
    {
        if (!ReferenceEquals(_indexed, table))
        {
            if (!ReferenceEquals(_seen, table))
            {
                _seen = table;
                return 1;
            }

            Build(table, names);
        }

        return (uint)nameId < (uint)_stamps.Length && _stamps[nameId] == _stamp ? _firsts[nameId] : int.MaxValue;
    }

    private void Build(NodeTable table, int[] names)
    {
        // There are never more names than properties.
        if (_firsts.Length < names.Length)
        {
            _firsts = new int[names.Length];
            _stamps = new int[names.Length];
            _stamp = 0;
        }

        if (_stamp == int.MaxValue)
        {
            Array.Clear(_stamps);
            _stamp = 0;
        }

        _indexed = table;
        _stamp++;
        var records = table.Records;
        for (var at = 1; at < records.Length; at = records[at].End)
        {
            var name = names[records[at].Property];
            if (_stamps[name] == _stamp)
                continue;

            _stamps[name] = _stamp;
            _firsts[name] = at;
        }
    }
}

using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Paths;

namespace Havel.Fhir.Search.Rows;

/// <summary>A place in the tree of all paths of a resource type. All paths are walked at once, so that each node of a
/// resource is looked at once, however many parameters there are.</summary>
internal sealed class PathNode
{
    private readonly Dictionary<int, List<PathEdge>> _building = [];
    private int[] _properties = [];
    private PathEdge[][] _edges = [];

    /// <summary>What to do with a node that has come here.</summary>
    public List<SlotAction> Actions { get; } = [];

    /// <summary>For a plain code: the systems of its codes; else null.</summary>
    public IReadOnlyDictionary<long, int>? Systems { get; set; }

    public bool HasEdges => _properties.Length > 0;

    /// <summary>The edges of a property, or null; at most a few properties lead on from any place.</summary>
    public PathEdge[]? Find(int property)
    {
        var at = Array.BinarySearch(_properties, property);
        return at < 0 ? null : _edges[at];
    }

    /// <summary>The place that a property leads to under a condition, made if it is not there yet.</summary>
    public PathEdge Lead(JsonProperty property, PathFilter? filter, string? lane)
    {
        if (!_building.TryGetValue(property.Id, out var edges))
            _building.Add(property.Id, edges = []);

        var edge = edges.Find(other =>
            Equals(other.Filter?.ToString(), filter?.ToString()) && Equals(other.Lane, lane));
        if (edge is null)
            edges.Add(edge = new PathEdge(property, filter, new PathNode(), lane));

        return edge;
    }

    /// <summary>Turns what was built into what is walked.</summary>
    public void Freeze()
    {
        var ordered = _building.OrderBy(pair => pair.Key).ToArray();
        _properties = [.. ordered.Select(pair => pair.Key)];
        _edges = [.. ordered.Select(pair => pair.Value.ToArray())];
        foreach (var edge in ordered.SelectMany(pair => pair.Value))
            edge.Target.Freeze();
    }
}

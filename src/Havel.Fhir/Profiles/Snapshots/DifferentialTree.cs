namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>Turns a differential into a tree. Ids say exactly where an element belongs, whatever the order; where an id
/// does not fit its path, path, slice name and order decide.</summary>
internal sealed class DifferentialTree
{
    private readonly SnapshotNode _root;
    private readonly List<SnapshotNode> _last = [];

    private DifferentialTree(string rootName)
    {
        _root = new SnapshotNode(rootName, sliceName: null, element: null);
        _last.Add(_root);
    }

    /// <summary>The elements that could not be placed: too deep, or of another root.</summary>
    public List<ProfileElement> Misplaced { get; } = [];

    public SnapshotNode Root => _root;

    public static DifferentialTree Build(IReadOnlyList<ProfileElement> elements)
    {
        var tree = new DifferentialTree(elements.Count == 0 ? "" : RootOf(elements[0].Path));
        foreach (var element in elements)
            tree.Add(element);
        return tree;
    }

    private static string RootOf(string path) => path.IndexOf('.', StringComparison.Ordinal) is var dot and > 0
        ? path[..dot] : path;

    private void Add(ProfileElement element)
    {
        var path = element.Path.Split('.');
        if (path.Length > Limits.ProfileNesting || !string.Equals(path[0], _root.Name, StringComparison.Ordinal))
        {
            Misplaced.Add(element);
            return;
        }

        var steps = IdSteps.Of(element, path);
        var node = steps is null ? PlaceByOrder(element, path) : PlaceById(steps);
        node.Element = node.Element is null ? element : Join(node.Element, element);
    }

    private SnapshotNode PlaceById(IdSteps steps)
    {
        var node = _root;
        _last.RemoveRange(1, _last.Count - 1);
        for (var index = 1; index < steps.Count; index++)
        {
            node = Child(node, steps.NameAt(index), steps.SliceAt(index));
            _last.Add(node);
        }

        return node;
    }

    private SnapshotNode PlaceByOrder(ProfileElement element, string[] path)
    {
        var shared = 1;
        while (shared < _last.Count && shared < path.Length - 1
            && string.Equals(_last[shared].Name, path[shared], StringComparison.Ordinal))
        {
            shared++;
        }

        _last.RemoveRange(shared, _last.Count - shared);
        var node = _last[^1];
        for (var index = shared; index < path.Length; index++)
        {
            node = Child(node, path[index], index == path.Length - 1 ? element.SliceName : null);
            _last.Add(node);
        }

        return node;
    }

    private static SnapshotNode Child(SnapshotNode parent, string name, string? sliceName)
    {
        var child = parent.FindChild(name);
        if (child is null)
            parent.Add(child = new SnapshotNode(name, sliceName: null, element: null));
        if (sliceName is null)
            return child;

        var slice = child.FindSlice(sliceName);
        if (slice is null)
            child.AddSlice(slice = new SnapshotNode(name, sliceName, element: null));
        return slice;
    }

    /// <summary>Two entries for one element: the later one completes the earlier.</summary>
    private static ProfileElement Join(ProfileElement first, ProfileElement second) => second with
    {
        Min = second.Min ?? first.Min,
        Max = second.Max ?? first.Max,
        Types = second.Types.Count > 0 ? second.Types : first.Types,
        Slicing = second.Slicing ?? first.Slicing,
        Binding = second.Binding ?? first.Binding,
        Constraints = [.. first.Constraints, .. second.Constraints],
        Fixed = second.Fixed.Exists ? second.Fixed : first.Fixed,
        Pattern = second.Pattern.Exists ? second.Pattern : first.Pattern,
        MustSupport = second.MustSupport ?? first.MustSupport,
    };
}

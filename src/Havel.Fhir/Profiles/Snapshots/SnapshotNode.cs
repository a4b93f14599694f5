namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>An element while a snapshot or differential is a tree: its children, and its slices beside it. Ids and
/// paths follow from the place in the tree, so subtrees move between definitions without being renamed.</summary>
internal sealed class SnapshotNode(string name, string? sliceName, ProfileElement? element)
{
    /// <summary>The name in the path: <c>value[x]</c>; in a differential also <c>valueQuantity</c>.</summary>
    public string Name { get; } = name;

    public string? SliceName { get; } = sliceName;

    /// <summary>What is said of the element; null in a differential for parents that are only implied.</summary>
    public ProfileElement? Element { get; set; } = element;

    /// <summary>The children; null where the definition does not go deeper than the type.</summary>
    public List<SnapshotNode>? Children { get; private set; }

    /// <summary>The slices, reslices right behind what they slice; only at the unsliced element.</summary>
    public List<SnapshotNode>? Slices { get; private set; }

    /// <summary>Whether the children show all of the type, so that nothing is left to unfold.</summary>
    public bool HasChildren => Children is { Count: > 0 };

    public void Add(SnapshotNode child) => (Children ??= []).Add(child);

    public void Adopt(List<SnapshotNode>? children) => Children = children;

    /// <summary>Adds a slice: a reslice behind its siblings, everything else at the end.</summary>
    public void AddSlice(SnapshotNode slice)
    {
        Slices ??= [];
        var place = Slices.Count;
        if (SliceNames.ParentOf(slice.SliceName) is { } parent)
        {
            var last = Slices.FindLastIndex(other => SliceNames.IsWithin(other.SliceName, parent));
            place = last < 0 ? place : last + 1;
        }

        Slices.Insert(place, slice);
    }

    public SnapshotNode? FindChild(string name)
    {
        if (Children is null)
            return null;

        foreach (var child in Children)
        {
            if (string.Equals(child.Name, name, StringComparison.Ordinal))
                return child;
        }

        return null;
    }

    public SnapshotNode? FindSlice(string sliceName)
    {
        if (Slices is null)
            return null;

        foreach (var slice in Slices)
        {
            if (string.Equals(slice.SliceName, sliceName, StringComparison.Ordinal))
                return slice;
        }

        return null;
    }
}

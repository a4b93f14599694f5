namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>Turns the flat list of a snapshot into a tree and back.</summary>
internal static class SnapshotTree
{
    /// <summary>Builds the tree from paths, slice names and order; ids are not needed, because a snapshot has every
    /// parent before its children.</summary>
    public static SnapshotNode Build(IReadOnlyList<ProfileElement> elements)
    {
        var root = new SnapshotNode(elements[0].Path, sliceName: null, elements[0]);
        var open = new List<SnapshotNode> { root };
        for (var index = 1; index < elements.Count; index++)
        {
            var element = elements[index];
            var depth = Math.Min(DepthOf(element.Path), open.Count);
            open.RemoveRange(depth, open.Count - depth);
            var node = new SnapshotNode(element.Name, element.SliceName, element);
            Place(open[depth - 1], node);
            open.Add(node);
        }

        return root;
    }

    /// <summary>The tree as a list with ids and paths of their places.</summary>
    public static ProfileElement[] Flatten(SnapshotNode root, string rootName)
    {
        var elements = new List<ProfileElement>(capacity: 128);
        Flatten(root, rootName, rootName, elements);
        return [.. elements];
    }

    /// <summary>A copy whose changes the original does not see; elements are immutable and shared.</summary>
    public static SnapshotNode Copy(SnapshotNode node, SnapshotBudget budget)
    {
        var copy = new SnapshotNode(node.Name, node.SliceName, node.Element);
        copy.Adopt(CopyAll(node.Children, budget));
        foreach (var slice in CopyAll(node.Slices, budget) ?? [])
            copy.AddSlice(slice);
        return copy;
    }

    public static List<SnapshotNode>? CopyAll(List<SnapshotNode>? nodes, SnapshotBudget budget)
    {
        if (nodes is null || !budget.Take(nodes.Count))
            return null;

        var copies = new List<SnapshotNode>(nodes.Count);
        foreach (var node in nodes)
            copies.Add(Copy(node, budget));
        return copies;
    }

    /// <summary>A slice goes to the element it slices; one whose element is missing stands as a child of its
    /// own.</summary>
    private static void Place(SnapshotNode parent, SnapshotNode node)
    {
        if (node.SliceName is not null && parent.FindChild(node.Name) is { SliceName: null } unsliced)
            unsliced.AddSlice(node);
        else if (node.SliceName is not null && FindChoice(parent, node.Name) is { } choice)
            choice.AddSlice(node);
        else
            parent.Add(node);
    }

    private static SnapshotNode? FindChoice(SnapshotNode parent, string name) =>
        parent.Children?.Find(child => ChoiceNames.TypePart(child.Name, name) is not null);

    private static int DepthOf(string path) => path.AsSpan().Count('.');

    private static void Flatten(SnapshotNode node, string id, string path, List<ProfileElement> elements)
    {
        var element = node.Element!;
        if (!string.Equals(element.Id, id, StringComparison.Ordinal)
            || !string.Equals(element.Path, path, StringComparison.Ordinal))
        {
            element = element with { Id = id, Path = path };
        }

        elements.Add(element);
        foreach (var child in node.Children ?? [])
        {
            var childPath = $"{path}.{child.Name}";
            var childId = $"{id}.{child.Name}";
            FlattenOne(child, childId, childPath, elements);
            foreach (var slice in child.Slices ?? [])
                Flatten(slice, $"{childId}:{slice.SliceName}", childPath, elements);
        }
    }

    private static void FlattenOne(SnapshotNode child, string id, string path, List<ProfileElement> elements) =>
        Flatten(child, child.SliceName is null ? id : $"{id}:{child.SliceName}", path, elements);
}

namespace Havel.Fhir.Terminology.CodeSystems;

/// <summary>Who stands above whom in a system whose concepts have parents beside the nesting: lists of parents and
/// children, each behind the other in one array. Circles are endured.</summary>
internal sealed class ConceptGraph
{
    private const int LongWay = 200;

    private readonly int[] _parentStarts;
    private readonly int[] _parents;
    private readonly int[] _childStarts;
    private readonly int[] _children;

    // What is below the ancestor that was last asked about where the way up was long.
    private volatile Below? _below;

    /// <summary>The hierarchy that the links make.</summary>
    /// <param name="count">Number of concepts.</param>
    /// <param name="links">Child and parent, in the order in which children are to stand.</param>
    public ConceptGraph(int count, IEnumerable<(int Child, int Parent)> links)
    {
        var all = links.Where(link => link.Child != link.Parent).Distinct().ToList();
        (_parentStarts, _parents) = Gather(count, all, link => link.Child, link => link.Parent);
        (_childStarts, _children) = Gather(count, all, link => link.Parent, link => link.Child);
    }

    public bool IsEmpty => _parents.Length == 0;

    public ReadOnlySpan<int> Parents(int concept) => Slice(_parents, _parentStarts, concept);

    public ReadOnlySpan<int> Children(int concept) => Slice(_children, _childStarts, concept);

    public bool IsAbove(int ancestor, int concept)
    {
        if (ancestor == concept || Parents(concept).IsEmpty)
            return false;
        if (_below is { } known && known.Ancestor == ancestor)
            return known.Numbers.Contains(concept);

        var seen = new HashSet<int> { concept };
        var open = new Stack<int>();
        open.Push(concept);
        while (open.TryPop(out var next))
        {
            foreach (var parent in Parents(next))
            {
                if (parent == ancestor)
                    return true;
                if (seen.Add(parent))
                    open.Push(parent);
            }

            if (seen.Count > LongWay)
                return IsBelow(ancestor, concept);
        }

        return false;
    }

    // A filter asks about one ancestor for every concept. Where the way up is long, the way down is gone once for all.
    private bool IsBelow(int ancestor, int concept)
    {
        var numbers = Descendants(ancestor).ToHashSet();
        _below = new Below(ancestor, numbers);
        return numbers.Contains(concept);
    }

    /// <summary>All concepts below one in order of depth first, itself left out.</summary>
    public List<int> Descendants(int concept)
    {
        var found = new List<int>();
        var seen = new HashSet<int> { concept };
        var open = new Stack<int>();
        PushChildren(open, concept);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
                continue;

            found.Add(next);
            PushChildren(open, next);
        }

        return found;
    }

    private void PushChildren(Stack<int> open, int concept)
    {
        var children = Children(concept);
        for (var i = children.Length - 1; i >= 0; i--)
            open.Push(children[i]);
    }

    private static ReadOnlySpan<int> Slice(int[] items, int[] starts, int concept) =>
        items.AsSpan(starts[concept], starts[concept + 1] - starts[concept]);

    private static (int[] Starts, int[] Items) Gather(
        int count,
        List<(int Child, int Parent)> links,
        Func<(int Child, int Parent), int> key,
        Func<(int Child, int Parent), int> item)
    {
        var starts = new int[count + 1];
        foreach (var link in links)
            starts[key(link) + 1]++;
        for (var i = 0; i < count; i++)
            starts[i + 1] += starts[i];

        var next = starts.AsSpan(0, count).ToArray();
        var items = new int[links.Count];
        foreach (var link in links)
            items[next[key(link)]++] = item(link);

        return (starts, items);
    }

    private sealed record Below(int Ancestor, HashSet<int> Numbers);
}

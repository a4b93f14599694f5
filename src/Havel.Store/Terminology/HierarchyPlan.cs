namespace Havel.Store.Terminology;

/// <summary>Numbers the concepts of a hierarchy so that "stands below" is a look at ranges. Each concept takes one of
/// its parents as its place in a tree; a walk over the tree gives numbers, and all below a concept in the tree are a
/// range. What stands below it by its other parents are further ranges, merged where they meet. It is the encoding of
/// R. Agrawal, A. Borgida, H. V. Jagadish, "Efficient management of transitive relationships", SIGMOD 1989.</summary>
internal sealed class HierarchyPlan
{
    private const int None = -1;

    private readonly int _count;
    private readonly int[] _parentStart;
    private readonly int[] _parents;
    private readonly int[] _childStart;
    private readonly int[] _children;
    private readonly int[] _treeParent;

    /// <summary>The hierarchy that the edges make.</summary>
    /// <param name="count">The number of concepts.</param>
    /// <param name="edges">Child and parent as ordinals, in the order of the source.</param>
    public HierarchyPlan(int count, IReadOnlyList<(int Child, int Parent)> edges)
    {
        _count = count;
        (_parentStart, _parents) = Adjacency(count, edges, edge => edge.Child, edge => edge.Parent);
        (_childStart, _children) = Adjacency(count, edges, edge => edge.Parent, edge => edge.Child);
        _treeParent = new int[count];
        Number = new int[count];
        Last = new int[count];
        Order = [];
    }

    /// <summary>The number of each ordinal.</summary>
    public int[] Number { get; }

    /// <summary>The greatest number below it in the tree, by ordinal.</summary>
    public int[] Last { get; }

    /// <summary>The ordinals by number.</summary>
    public int[] Order { get; private set; }

    /// <summary>The parents of a concept.</summary>
    public ReadOnlySpan<int> ParentsOf(int ordinal) =>
        _parents.AsSpan(_parentStart[ordinal], _parentStart[ordinal + 1] - _parentStart[ordinal]);

    /// <summary>Works everything out.</summary>
    /// <returns>Some concepts of a circle, where there is one; else empty, and the plan is good.</returns>
    public IReadOnlyList<int> Build()
    {
        var sorted = ParentsFirst();
        if (sorted.Length < _count)
            return Circle(sorted);

        ChooseTree(sorted);
        Walk();
        return [];
    }

    /// <summary>The ranges of numbers below a concept beyond those of the tree; children come before parents, so that
    /// each list is made of finished ones.</summary>
    /// <param name="write">Receives the number of the concept, and the range.</param>
    public void WriteReach(Action<int, int, int> write)
    {
        var extra = new Dictionary<int, List<(int Low, int High)>>();
        var collected = new List<(int Low, int High)>();
        foreach (var ordinal in ChildrenFirst())
        {
            collected.Clear();
            foreach (var child in ChildrenOf(ordinal))
            {
                if (_treeParent[child] != ordinal)
                    collected.Add((Number[child], Last[child]));
                if (extra.TryGetValue(child, out var below))
                    collected.AddRange(below);
            }

            var merged = Merge(collected, Number[ordinal], Last[ordinal]);
            if (merged.Count == 0)
                continue;

            extra[ordinal] = merged;
            foreach (var (low, high) in merged)
                write(Number[ordinal], low, high);
        }
    }

    /// <summary>Joins ranges that overlap or touch, and cuts away what the tree says already.</summary>
    private static List<(int Low, int High)> Merge(List<(int Low, int High)> ranges, int first, int last)
    {
        var merged = new List<(int Low, int High)>();
        ranges.Sort();
        foreach (var (low, high) in ranges)
        {
            if (low < first)
                Join(merged, low, Math.Min(high, first - 1));
            if (high > last)
                Join(merged, Math.Max(low, last + 1), high);
        }

        merged.TrimExcess();
        return merged;
    }

    private static void Join(List<(int Low, int High)> merged, int low, int high)
    {
        if (merged.Count > 0 && low <= merged[^1].High + 1 && low >= merged[^1].Low)
            merged[^1] = (merged[^1].Low, Math.Max(merged[^1].High, high));
        else
            merged.Add((low, high));
    }

    private static (int[] Start, int[] Items) Adjacency(
        int count,
        IReadOnlyList<(int Child, int Parent)> edges,
        Func<(int Child, int Parent), int> from,
        Func<(int Child, int Parent), int> to)
    {
        var start = new int[count + 1];
        for (var index = 0; index < edges.Count; index++)
            start[from(edges[index]) + 1]++;
        for (var ordinal = 0; ordinal < count; ordinal++)
            start[ordinal + 1] += start[ordinal];

        var next = start.AsSpan(0, count).ToArray();
        var items = new int[edges.Count];
        for (var index = 0; index < edges.Count; index++)
            items[next[from(edges[index])]++] = to(edges[index]);
        return (start, items);
    }

    private ReadOnlySpan<int> ChildrenOf(int ordinal) =>
        _children.AsSpan(_childStart[ordinal], _childStart[ordinal + 1] - _childStart[ordinal]);

    /// <summary>A topological order; shorter than the concepts where some stand in a circle.</summary>
    private int[] ParentsFirst()
    {
        var waiting = new int[_count];
        var sorted = new List<int>(_count);
        for (var ordinal = 0; ordinal < _count; ordinal++)
        {
            waiting[ordinal] = ParentsOf(ordinal).Length;
            if (waiting[ordinal] == 0)
                sorted.Add(ordinal);
        }

        for (var at = 0; at < sorted.Count; at++)
        {
            foreach (var child in ChildrenOf(sorted[at]))
            {
                if (--waiting[child] == 0)
                    sorted.Add(child);
            }
        }

        return [.. sorted];
    }

    /// <summary>One circle: from any concept that is left, up along parents that are left, until one comes
    /// again.</summary>
    private List<int> Circle(int[] sorted)
    {
        var isDone = new bool[_count];
        foreach (var ordinal in sorted)
            isDone[ordinal] = true;

        var path = new List<int>();
        var places = new Dictionary<int, int>();
        var at = Array.IndexOf(isDone, value: false);
        while (places.TryAdd(at, path.Count))
        {
            path.Add(at);
            foreach (var parent in ParentsOf(at))
            {
                if (isDone[parent])
                    continue;
                at = parent;
                break;
            }
        }

        return path[places[at]..];
    }

    /// <summary>The deepest parent becomes the place in the tree: its ancestors then need no further range.</summary>
    private void ChooseTree(int[] sorted)
    {
        var depth = new int[_count];
        foreach (var ordinal in sorted)
        {
            _treeParent[ordinal] = None;
            foreach (var parent in ParentsOf(ordinal))
            {
                if (_treeParent[ordinal] != None && depth[parent] + 1 <= depth[ordinal])
                    continue;
                _treeParent[ordinal] = parent;
                depth[ordinal] = depth[parent] + 1;
            }
        }
    }

    /// <summary>Numbers in pre-order; roots and children in the order of the source.</summary>
    private void Walk()
    {
        Order = new int[_count];
        var stack = new Stack<int>();
        var number = 0;
        for (var root = 0; root < _count; root++)
        {
            if (_treeParent[root] != None)
                continue;

            stack.Push(root);
            while (stack.TryPop(out var ordinal))
            {
                Number[ordinal] = Last[ordinal] = number;
                Order[number++] = ordinal;
                var children = ChildrenOf(ordinal);
                for (var index = children.Length - 1; index >= 0; index--)
                {
                    if (_treeParent[children[index]] == ordinal)
                        stack.Push(children[index]);
                }
            }
        }

        for (var at = _count - 1; at >= 0; at--)
        {
            var ordinal = Order[at];
            if (_treeParent[ordinal] is var parent and not None)
                Last[parent] = Math.Max(Last[parent], Last[ordinal]);
        }
    }

    private int[] ChildrenFirst()
    {
        var sorted = ParentsFirst();
        Array.Reverse(sorted);
        return sorted;
    }
}

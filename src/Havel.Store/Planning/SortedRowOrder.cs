namespace Havel.Store.Planning;

/// <summary>The order of an answer: the sort keys, what has no value last, then the default order. The same as
/// <see cref="SortWriter.Order"/> writes, so that it does not matter where rows are compared.</summary>
/// <param name="sort">The sort keys.</param>
/// <param name="isBack">Whether the order is turned round, to read the page before a place.</param>
internal sealed class SortedRowOrder(IReadOnlyList<SortTerm> sort, bool isBack) : IComparer<SortedRow>
{
    private readonly bool _isByRid = IsByRid(sort);

    public int Compare(SortedRow? x, SortedRow? y) => isBack ? Forward(y, x) : Forward(x, y);

    /// <summary>Compares two values of one key.</summary>
    public int CompareKey(int key, SqlValue? left, SqlValue? right) =>
        isBack ? ForwardKey(key, right, left) : ForwardKey(key, left, right);

    /// <summary>Whether equal rows stand in the order in which they came into being: where the time of the last change
    /// is the last key. A commit may hold very many resources, and this is the order of the index. Among the rows that
    /// somebody sees it says nothing of those that are hidden.</summary>
    public static bool IsByRid(IReadOnlyList<SortTerm> sort) => sort is [.., { Kind: SortKind.Updated }];

    private int Forward(SortedRow? x, SortedRow? y)
    {
        for (var at = 0; at < sort.Count; at++)
        {
            var order = ForwardKey(at, x!.Keys[at], y!.Keys[at]);
            if (order != 0)
                return order;
        }

        if (_isByRid)
            return sort[^1].IsDescending ? y!.Rid.CompareTo(x!.Rid) : x!.Rid.CompareTo(y!.Rid);

        var places = x!.Subject.CompareTo(y!.Subject);
        if (places == 0)
            places = x.At.CompareTo(y.At);

        return places != 0 ? places : x.Rid.CompareTo(y.Rid);
    }

    private int ForwardKey(int key, SqlValue? left, SqlValue? right)
    {
        if (left is not { } first || right is not { } second)
            return (left is null ? 1 : 0) - (right is null ? 1 : 0);

        var term = sort[key];
        var order = term.IsText ? first.Bytes.AsSpan().SequenceCompareTo(second.Bytes)
            : term.IsReal ? first.Real.CompareTo(second.Real) : first.Integer.CompareTo(second.Integer);
        return term.IsDescending ? -order : order;
    }
}

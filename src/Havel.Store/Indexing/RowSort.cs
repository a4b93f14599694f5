namespace Havel.Store.Indexing;

/// <summary>The order of many rows, found by a number each: rows are large, and moving and comparing them whole costs
/// an import more than writing them. Only rows that share a number are compared.</summary>
internal static class RowSort
{
    /// <summary>A number that grows with the first columns of a key.</summary>
    /// <param name="slot">The first column.</param>
    /// <param name="value">A number that grows with the second.</param>
    public static ulong Rank(int slot, long value)
    {
        const int SlotBits = 24;
        return (ulong)slot << (64 - SlotBits) | ((ulong)value ^ 1UL << 63) >> SlotBits;
    }

    /// <summary>The places of rows in the order of their table.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="ranks">Their numbers; sorted with them.</param>
    /// <param name="order">The order of the table, with which the numbers grow.</param>
    public static int[] Order<TRow>(
        List<PlacedRow<TRow>> rows, ulong[] ranks, Comparison<PlacedRow<TRow>> order)
        where TRow : struct
    {
        var places = new int[ranks.Length];
        for (var index = 0; index < places.Length; index++)
            places[index] = index;

        ranks.AsSpan().Sort(places.AsSpan());
        Comparison<int> whole = (left, right) => order(rows[left], rows[right]);
        for (int start = 0, end; start < places.Length; start = end)
        {
            end = EndOfRun(ranks, start);
            if (end - start > 1)
                places.AsSpan(start, end - start).Sort(whole);
        }

        return places;
    }

    private static int EndOfRun(ulong[] ranks, int start)
    {
        var end = start + 1;
        while (end < ranks.Length && ranks[end] == ranks[start])
            end++;

        return end;
    }
}

using System.Runtime.InteropServices;

namespace Havel.Store.Indexing;

/// <summary>The order of many rows, found by numbers: rows are large, and moving and comparing them whole costs an
/// import more than writing them. Rows that share the numbers of one column are sorted by those of the next; only
/// what numbers cannot tell apart is compared.</summary>
/// <param name="rows">The rows.</param>
/// <param name="value">A number that grows with the first columns of the key.</param>
/// <param name="fine">A number that grows with those that follow, among rows that share the first.</param>
/// <param name="valueOrder">The order of the key's columns before <c>subject</c>.</param>
/// <param name="order">The order of the table.</param>
internal sealed class RowSort<TRow>(
    List<PlacedRow<TRow>> rows,
    RowSort<TRow>.Number value,
    RowSort<TRow>.Number fine,
    Comparison<TRow> valueOrder,
    Comparison<PlacedRow<TRow>> order)
    where TRow : struct
{
    // Fewer rows than this are compared sooner than numbered.
    private const int Few = 4;
    private const ulong Sign = 1UL << 63;

    private readonly ulong[] _ranks = new ulong[rows.Count];
    private readonly int[] _places = new int[rows.Count];

    /// <summary>A number that grows with some columns of the key.</summary>
    public delegate ulong Number(in TRow row);

    private enum Level
    {
        Value,
        Fine,
        Subject,
        At,
        Rid,
        Rest,
    }

    /// <summary>The places of the rows in the order of their table.</summary>
    public int[] Order()
    {
        for (var index = 0; index < _places.Length; index++)
            _places[index] = index;

        Sort(0, _places.Length, Level.Value);
        return _places;
    }

    private void Sort(int start, int end, Level level)
    {
        var places = _places.AsSpan(start, end - start);
        if (level == Level.Rest || places.Length <= Few || (level == Level.Subject && !SharesValue(places)))
        {
            places.Sort(Compare);
            return;
        }

        var ranks = _ranks.AsSpan(start, end - start);
        if (!Fill(places, ranks, level))
            ranks.Sort(places);

        for (int from = start, to; from < end; from = to)
        {
            to = EndOfRun(from, end);
            if (to - from > 1)
                Sort(from, to, level + 1);
        }
    }

    private int Compare(int left, int right)
    {
        var all = CollectionsMarshal.AsSpan(rows);
        return order(all[left], all[right]);
    }

    // Says whether the numbers grow already, as those of one value often do.
    private bool Fill(ReadOnlySpan<int> places, Span<ulong> ranks, Level level)
    {
        var all = CollectionsMarshal.AsSpan(rows);
        var last = 0UL;
        var isSorted = true;
        for (var index = 0; index < places.Length; index++)
        {
            ref readonly var placed = ref all[places[index]];
            var rank = level switch
            {
                Level.Value => value(placed.Row),
                Level.Fine => fine(placed.Row),
                Level.Subject => (ulong)placed.Place.Subject ^ Sign,
                Level.At => (ulong)placed.Place.At ^ Sign,
                _ => (ulong)placed.Place.Rid ^ Sign,
            };
            isSorted &= rank >= last;
            ranks[index] = last = rank;
        }

        return isSorted;
    }

    private bool SharesValue(ReadOnlySpan<int> places)
    {
        var all = CollectionsMarshal.AsSpan(rows);
        ref readonly var first = ref all[places[0]];
        foreach (var place in places[1..])
        {
            if (valueOrder(first.Row, all[place].Row) != 0)
                return false;
        }

        return true;
    }

    private int EndOfRun(int start, int end)
    {
        var to = start + 1;
        while (to < end && _ranks[to] == _ranks[start])
            to++;

        return to;
    }
}

using Havel.Store.Planning;
using Havel.Store.Reading;

namespace Havel.Store.Search;

/// <summary>The first rows behind a position, or before it, out of many in any order: a page's worth of
/// memory.</summary>
/// <param name="order">The order of the answer, turned round for a page before the position.</param>
/// <param name="after">Where the page begins or ends; null for the first page.</param>
/// <param name="count">The page's size.</param>
internal sealed class TopRows(SortedRowOrder order, PagePosition? after, int count)
{
    private readonly SortedSet<SortedRow> _rows = new(order);
    private readonly SortedRow? _place = after is null ? null : SortedRow.Of(after);

    /// <summary>Whether there is a page, and a row more that says there is another page.</summary>
    public bool IsFull => _rows.Count > count;

    /// <summary>Takes a row, the same one any number of times.</summary>
    public void Add(SortedRow row)
    {
        if (_place is not null && order.Compare(row, _place) <= 0)
            return;

        if (IsFull && order.Compare(row, _rows.Max) >= 0)
            return;

        _rows.Add(row);
        if (_rows.Count > count + 1)
            _rows.Remove(_rows.Max!);
    }

    /// <summary>Whether rows with those keys, up to the last of them or a later one, have no place any more.</summary>
    /// <param name="row">A row with the keys.</param>
    /// <param name="last">The number of the last key that counts.</param>
    public bool IsBeyond(SortedRow row, int last)
    {
        if (!IsFull)
            return false;

        var least = _rows.Max!;
        for (var key = 0; key <= last; key++)
        {
            var compared = order.CompareKey(key, row.Keys[key], least.Keys[key]);
            if (compared != 0)
                return compared > 0;
        }

        return false;
    }

    /// <summary>Whether a row has no place any more.</summary>
    public bool IsBeyond(SortedRow row) => IsFull && order.Compare(row, _rows.Max) > 0;

    /// <summary>Whether those have no place any more that have these values of the first keys and none of the
    /// next.</summary>
    public bool IsBeyondWithoutKey(IReadOnlyList<SqlValue> first) =>
        IsBeyond(new SortedRow([.. first.Select(value => (SqlValue?)value), null], 0, 0, 0), first.Count);

    public FoundPage ToPage(IReadOnlyList<SortTerm> sort)
    {
        var page = _rows.Take(count).ToList();
        var isBack = after?.IsBack == true;
        var nearest = after is not null && page.Count > 0 ? CursorCodec.Write(page[0], sort, !isBack) : null;
        var farthest = IsFull && page.Count > 0 ? CursorCodec.Write(page[^1], sort, isBack) : null;
        if (isBack)
            page.Reverse();

        return new FoundPage(page.ConvertAll(row => row.Rid), null, isBack ? nearest : farthest)
        {
            Previous = isBack ? farthest : nearest,
        };
    }
}

using System.Runtime.InteropServices;
using Havel.Store.Databases;

namespace Havel.Store.Indexing;

/// <summary>Writes one index table. New rows are gathered and inserted in the order of the table's key, which makes the
/// walk through the tree short: see docs/store.md for what that is worth.</summary>
internal abstract class RowTable<TRow>
    where TRow : struct
{
    private readonly List<PlacedRow<TRow>> _pending = [];
    private readonly Comparison<TRow> _rowOrder;
    private readonly Comparison<PlacedRow<TRow>> _tableOrder;
    private readonly Comparison<TRow> _valueOrder;
    private readonly Statement _insert;
    private readonly Statement? _insertRows;
    private readonly Statement _put;
    private readonly Statement _delete;
    private readonly Statement _guard;
    private readonly Statement _find;
    private readonly int _guardParameter;
    private readonly string _name;
    private int[] _order = [];
    private int _flushed;

    /// <summary>Prepares the table's statements.</summary>
    /// <param name="writer">The writer's connection.</param>
    /// <param name="name">The table.</param>
    /// <param name="key">The columns of the key, in the order in which <see cref="BindKey"/> binds them.</param>
    /// <param name="rowOrder">The order of one resource's rows.</param>
    /// <param name="valueOrder">The order of the key's columns before <c>subject</c>.</param>
    protected RowTable(
        Connection writer, string name, string[] key, Comparison<TRow> rowOrder, Comparison<TRow> valueOrder)
    {
        var condition = string.Join(" AND ", key.Select((column, index) => $"{column} = ?{index + 1}"));
        _guardParameter = key.Length + 1;
        _name = name;
        _rowOrder = rowOrder;
        _valueOrder = valueOrder;
        _tableOrder = (left, right) => CompareInTable(left, right, valueOrder, rowOrder);
        var insert = new ManyRows(ManyKind.Insert, name, key, "guard");
        _insert = writer.PrepareMany(insert);
        _insertRows = writer.PrepareRows(insert, Limits.RowsPerInsert);
        _put = writer.PrepareMany(new ManyRows(ManyKind.Put, name, key, "guard"));
        _delete = writer.PrepareMany(new ManyRows(ManyKind.Delete, name, key));
        _find = writer.Prepare($"SELECT guard FROM {name} WHERE {condition}");
        _guard = writer.PrepareMany(new ManyRows(ManyKind.Update, name, key, "guard"));
    }

    /// <summary>Gathers rows of a new resource.</summary>
    public void Add(ReadOnlySpan<TRow> rows, in Place place)
    {
        foreach (var row in rows)
            _pending.Add(new PlacedRow<TRow>(row, place));
    }

    /// <summary>Inserts what was gathered.</summary>
    public void Flush()
    {
        if (_pending.Count == 0)
            return;

        var rows = CollectionsMarshal.AsSpan(_pending);
        if (rows.Length < Limits.RowsSortedByRank)
        {
            rows.Sort(_tableOrder);
            foreach (ref readonly var placed in rows)
                Insert(placed.Row, placed.Place);
        }
        else
        {
            Insert(rows, Order());
        }

        _pending.Clear();
    }

    /// <summary>Inserts some of what was gathered, in order; nothing may be gathered until all of it is in.</summary>
    /// <param name="rows">How many at most; what is left of it afterwards.</param>
    /// <returns>Whether all of it is in.</returns>
    public bool FlushSome(ref int rows)
    {
        if (_pending.Count == 0)
            return true;

        if (rows <= 0)
            return false;

        var pending = CollectionsMarshal.AsSpan(_pending);
        if (_flushed == 0)
            _order = Order();

        var slice = Math.Min(rows, pending.Length - _flushed);
        Insert(pending, _order.AsSpan(_flushed, slice));
        _flushed += slice;
        rows -= slice;
        if (_flushed < pending.Length)
            return false;

        Forget();
        return true;
    }

    private int[] Order() => new RowSort<TRow>(
        _pending,
        (in row) => RankOf(row),
        (in row) => FineRankOf(row),
        _valueOrder,
        _tableOrder).Order();

    /// <summary>Drops what was gathered: the batch is undone.</summary>
    public void Forget()
    {
        _pending.Clear();
        _order = [];
        _flushed = 0;
    }

    /// <summary>Writes rows of a resource that may have them already.</summary>
    public void Put(ReadOnlySpan<TRow> rows, in Place place)
    {
        foreach (var row in rows)
            Put(row, place);
    }

    /// <summary>Writes the difference between two versions of a resource's rows.</summary>
    /// <param name="before">The rows of the version there was.</param>
    /// <param name="old">Its place.</param>
    /// <param name="after">The rows of the version there will be.</param>
    /// <param name="now">Its place.</param>
    /// <param name="unfinished">Slots of which the version there was may have no rows yet; null for none.</param>
    public void Replace(
        ReadOnlySpan<TRow> before,
        in Place old,
        ReadOnlySpan<TRow> after,
        in Place now,
        IReadOnlySet<int>? unfinished)
    {
        var sharesKeys = old.SharesKeys(now);
        int left = 0, right = 0;
        while (left < before.Length || right < after.Length)
        {
            var order = left == before.Length ? 1
                : right == after.Length ? -1
                : _rowOrder(before[left], after[right]);
            if (order == 0 && sharesKeys)
            {
                if (unfinished?.Contains(SlotOf(after[right])) == true)
                    Put(after[right], now);
                else if (old.Guard != now.Guard)
                    SetGuard(before[left], now);

                left++;
                right++;
                continue;
            }

            if (order <= 0)
                Delete(before[left++], old);
            if (order >= 0)
                Insert(after[right++], now);
        }
    }

    /// <summary>How many of a resource's rows are missing from the table, or stand there with another guard.</summary>
    public int Missing(ReadOnlySpan<TRow> rows, in Place place)
    {
        var missing = 0;
        foreach (var row in rows)
        {
            BindKey(_find, 0, row, place);
            if (!_find.Step() || _find.Int32(0) != place.Guard)
                missing++;

            _find.Reset();
        }

        return missing;
    }

    /// <summary>Adds the hashes of a resource's rows.</summary>
    public void Digest(ReadOnlySpan<TRow> rows, in Place place, RowDigest digest, List<ulong> hashes)
    {
        foreach (var row in rows)
        {
            digest.Begin(_name);
            BindKey(digest, before: 0, row, place);
            digest.Bind(_guardParameter, place.Guard);
            hashes.Add(digest.Value);
        }
    }

    /// <summary>Binds the columns of the key as parameters, after so many others.</summary>
    protected abstract void BindKey(Statement statement, int before, in TRow row, in Place place);

    /// <summary>A number that grows with the key's columns before <c>subject</c>.</summary>
    protected abstract ulong RankOf(in TRow row);

    /// <summary>A number that tells rows apart which share <see cref="RankOf"/>, and grows with the columns before
    /// <c>subject</c>.</summary>
    protected virtual ulong FineRankOf(in TRow row) => 0;

    /// <summary>The slot of a row.</summary>
    protected abstract int SlotOf(in TRow row);

    private void Put(in TRow row, in Place place)
    {
        BindKey(_put, 0, row, place);
        _put.Bind(_guardParameter, place.Guard);
        _put.Run();
    }

    private void Insert(ReadOnlySpan<PlacedRow<TRow>> rows, ReadOnlySpan<int> order)
    {
        if (_insertRows is { } several)
        {
            for (; order.Length >= Limits.RowsPerInsert; order = order[Limits.RowsPerInsert..])
            {
                for (var index = 0; index < Limits.RowsPerInsert; index++)
                    Bind(several, index * _guardParameter, rows[order[index]]);

                several.Run();
            }
        }

        foreach (var place in order)
            Insert(rows[place].Row, rows[place].Place);
    }

    private void Bind(Statement statement, int before, in PlacedRow<TRow> placed)
    {
        BindKey(statement, before, placed.Row, placed.Place);
        statement.Bind(before + _guardParameter, placed.Place.Guard);
    }

    private void Insert(in TRow row, in Place place)
    {
        BindKey(_insert, 0, row, place);
        _insert.Bind(_guardParameter, place.Guard);
        _insert.Run();
    }

    private void Delete(in TRow row, in Place place)
    {
        BindKey(_delete, 0, row, place);
        _delete.Run();
    }

    private void SetGuard(in TRow row, in Place place)
    {
        BindKey(_guard, 0, row, place);
        _guard.Bind(_guardParameter, place.Guard);
        _guard.Run();
    }

    private static int CompareInTable(
        in PlacedRow<TRow> left,
        in PlacedRow<TRow> right,
        Comparison<TRow> valueOrder,
        Comparison<TRow> rowOrder)
    {
        var order = valueOrder(left.Row, right.Row);
        if (order == 0)
            order = left.Place.Subject.CompareTo(right.Place.Subject);
        if (order == 0)
            order = left.Place.At.CompareTo(right.Place.At);
        if (order == 0)
            order = left.Place.Rid.CompareTo(right.Place.Rid);
        return order != 0 ? order : rowOrder(left.Row, right.Row);
    }
}

using Havel.Fhir.Search;
using Havel.Store.Indexing;
using Xunit;

namespace Havel.Store.Tests.Indexing;

public sealed class RowSortTests
{
    private static readonly string[] s_texts =
        ["", "a", "ab", "meier", "meierhof", "meiera", "ÿ", "ÿa", "\u0100", "\u0100b", "\u4e00", "zz\u0100a", "zzÿb"];

    private readonly Random _random = new(20261123);

    [Fact]
    public void Rows_with_texts_come_in_the_order_of_their_table() => Agrees(
        () => new StringRow(_random.Next(3), s_texts[_random.Next(s_texts.Length)], _random.Next(2), _random.Next(2)),
        (in row) => RowRank.Of(row.Slot, row.Text),
        (in _) => 0,
        (left, right) => left.Slot != right.Slot
            ? left.Slot.CompareTo(right.Slot)
            : string.CompareOrdinal(left.Text, right.Text),
        RowOrder.Strings);

    [Fact]
    public void Rows_with_codes_come_in_the_order_of_their_table() => Agrees(
        () => new TokenRow(_random.Next(3), ((long)_random.Next(-2, 2) << 50) + _random.Next(4), _random.Next(2), 0),
        (in row) => RowRank.Of(row.Slot, row.Value),
        (in _) => 0,
        (left, right) => left.Slot != right.Slot
            ? left.Slot.CompareTo(right.Slot)
            : left.Value.CompareTo(right.Value),
        RowOrder.Tokens);

    [Fact]
    public void Rows_with_numbers_come_in_the_order_of_their_table() => Agrees(
        () => new NumberRow(_random.Next(3), (_random.Next(5) - 2) * 0.1, _random.Next(2), _random.Next(2)),
        (in row) => RowRank.Of(row.Slot, 0),
        (in row) => RowRank.Of(row.Low),
        (left, right) => (left.Slot, left.Low, left.High).CompareTo((right.Slot, right.Low, right.High)),
        RowOrder.Numbers);

    private void Agrees<TRow>(
        Func<TRow> row,
        RowSort<TRow>.Number value,
        RowSort<TRow>.Number fine,
        Comparison<TRow> valueOrder,
        Comparison<TRow> rowOrder)
        where TRow : struct
    {
        var rows = new List<PlacedRow<TRow>>();
        for (var rid = 0; rid < 5000; rid++)
            rows.Add(new PlacedRow<TRow>(row(), new Place(_random.Next(4000), _random.Next(5) - 1, NextAt(), 1)));

        Comparison<PlacedRow<TRow>> order = (left, right) =>
        {
            var found = valueOrder(left.Row, right.Row);
            if (found == 0)
                found = left.Place.Subject.CompareTo(right.Place.Subject);
            if (found == 0)
                found = left.Place.At.CompareTo(right.Place.At);
            if (found == 0)
                found = left.Place.Rid.CompareTo(right.Place.Rid);
            return found != 0 ? found : rowOrder(left.Row, right.Row);
        };
        var sorted = new RowSort<TRow>(rows, value, fine, valueOrder, order).Order();
        Assert.Equal(rows.Count, sorted.Distinct().Count());
        for (var at = 1; at < sorted.Length; at++)
            Assert.True(order(rows[sorted[at - 1]], rows[sorted[at]]) <= 0);
    }

    private long NextAt() => _random.Next(3) == 0 ? Place.NoDate : _random.Next(3) - 1;
}

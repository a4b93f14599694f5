using Havel.Fhir.Search;
using Havel.Store.Databases;

namespace Havel.Store.Indexing;

/// <summary>Writes <c>quantity_row</c>.</summary>
internal sealed class QuantityTable(Connection writer)
    : RowTable<QuantityRow>(writer, "quantity_row", Key, RowOrder.Quantities, ValueOrder)
{
    private static readonly string[] Key =
        ["slot", "unit", "low", "high", "subject", "at", "rid", "system", "part"];

    private static int ValueOrder(QuantityRow left, QuantityRow right)
    {
        var order = left.Slot.CompareTo(right.Slot);
        if (order == 0)
            order = left.Unit.CompareTo(right.Unit);
        if (order == 0)
            order = left.Low.CompareTo(right.Low);
        return order != 0 ? order : left.High.CompareTo(right.High);
    }

    protected override ulong RankOf(in QuantityRow row) => RowRank.Of(row.Slot, row.Unit);

    protected override ulong FineRankOf(in QuantityRow row) => RowRank.Of(row.Low);

    protected override int SlotOf(in QuantityRow row) => row.Slot;

    protected override void BindKey(Statement statement, int before, in QuantityRow row, in Place place)
    {
        statement.Bind(before + 1, row.Slot);
        statement.Bind(before + 2, row.Unit);
        statement.Bind(before + 3, row.Low);
        statement.Bind(before + 4, row.High);
        statement.Bind(before + 5, place.Subject);
        statement.Bind(before + 6, place.At);
        statement.Bind(before + 7, place.Rid);
        statement.Bind(before + 8, row.System);
        statement.Bind(before + 9, row.Part);
    }
}

using Havel.Fhir.Search;
using Havel.Store.Databases;

namespace Havel.Store.Indexing;

/// <summary>Writes <c>number_row</c>.</summary>
internal sealed class NumberTable(Connection writer)
    : RowTable<NumberRow>(writer, "number_row", Key, RowOrder.Numbers, ValueOrder)
{
    private static readonly string[] Key = ["slot", "low", "high", "subject", "at", "rid", "part"];

    private static int ValueOrder(NumberRow left, NumberRow right)
    {
        var order = left.Slot.CompareTo(right.Slot);
        if (order == 0)
            order = left.Low.CompareTo(right.Low);
        return order != 0 ? order : left.High.CompareTo(right.High);
    }

    protected override ulong RankOf(in NumberRow row) => RowRank.Of(row.Slot, 0);

    protected override ulong FineRankOf(in NumberRow row) => RowRank.Of(row.Low);

    protected override int SlotOf(in NumberRow row) => row.Slot;

    protected override void BindKey(Statement statement, int before, in NumberRow row, in Place place)
    {
        statement.Bind(before + 1, row.Slot);
        statement.Bind(before + 2, row.Low);
        statement.Bind(before + 3, row.High);
        statement.Bind(before + 4, place.Subject);
        statement.Bind(before + 5, place.At);
        statement.Bind(before + 6, place.Rid);
        statement.Bind(before + 7, row.Part);
    }
}

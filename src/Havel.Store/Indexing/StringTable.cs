using Havel.Fhir.Search;
using Havel.Store.Databases;

namespace Havel.Store.Indexing;

/// <summary>Writes <c>string_row</c>.</summary>
internal sealed class StringTable(Connection writer)
    : RowTable<StringRow>(writer, "string_row", Key, RowOrder.Strings, ValueOrder)
{
    private static readonly string[] Key = ["slot", "value", "subject", "at", "rid", "exact", "part"];

    private static int ValueOrder(StringRow left, StringRow right)
    {
        var order = left.Slot.CompareTo(right.Slot);
        return order != 0 ? order : string.CompareOrdinal(left.Text, right.Text);
    }

    protected override ulong RankOf(in StringRow row) => RowRank.Of(row.Slot, row.Text);

    protected override int SlotOf(in StringRow row) => row.Slot;

    protected override void BindKey(Statement statement, int before, in StringRow row, in Place place)
    {
        statement.Bind(before + 1, row.Slot);
        statement.BindText(before + 2, row.Text);
        statement.Bind(before + 3, place.Subject);
        statement.Bind(before + 4, place.At);
        statement.Bind(before + 5, place.Rid);
        statement.Bind(before + 6, row.Exact);
        statement.Bind(before + 7, row.Part);
    }
}

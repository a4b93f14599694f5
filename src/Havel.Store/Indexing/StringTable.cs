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

    protected override ulong RankOf(in StringRow row)
    {
        var value = 0L;
        for (var index = 0; index < 3; index++)
            value = value << 16 | (index < row.Text.Length ? row.Text[index] : '\0');

        return RowSort.Rank(row.Slot, value << 15);
    }

    protected override int SlotOf(in StringRow row) => row.Slot;

    protected override void BindKey(Statement statement, in StringRow row, in Place place)
    {
        statement.Bind(1, row.Slot);
        statement.BindText(2, row.Text);
        statement.Bind(3, place.Subject);
        statement.Bind(4, place.At);
        statement.Bind(5, place.Rid);
        statement.Bind(6, row.Exact);
        statement.Bind(7, row.Part);
    }
}

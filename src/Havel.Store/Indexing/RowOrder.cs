using Havel.Fhir.Search;

namespace Havel.Store.Indexing;

/// <summary>The orders of index rows: the order of each table's key, as far as the row itself goes.</summary>
internal static class RowOrder
{
    public static readonly Comparison<TokenRow> Tokens = (left, right) =>
    {
        var order = left.Slot.CompareTo(right.Slot);
        if (order == 0)
            order = left.Value.CompareTo(right.Value);
        if (order == 0)
            order = left.System.CompareTo(right.System);
        return order != 0 ? order : left.Part.CompareTo(right.Part);
    };

    public static readonly Comparison<StringRow> Strings = (left, right) =>
    {
        var order = left.Slot.CompareTo(right.Slot);
        if (order == 0)
            order = string.CompareOrdinal(left.Text, right.Text);
        if (order == 0)
            order = left.Exact.CompareTo(right.Exact);
        return order != 0 ? order : left.Part.CompareTo(right.Part);
    };

    public static readonly Comparison<DateRow> Dates = (left, right) =>
    {
        var order = left.Slot.CompareTo(right.Slot);
        if (order == 0)
            order = left.Low.CompareTo(right.Low);
        if (order == 0)
            order = left.High.CompareTo(right.High);
        return order != 0 ? order : left.Part.CompareTo(right.Part);
    };

    public static readonly Comparison<NumberRow> Numbers = (left, right) =>
    {
        var order = left.Slot.CompareTo(right.Slot);
        if (order == 0)
            order = left.Low.CompareTo(right.Low);
        if (order == 0)
            order = left.High.CompareTo(right.High);
        return order != 0 ? order : left.Part.CompareTo(right.Part);
    };

    public static readonly Comparison<QuantityRow> Quantities = (left, right) =>
    {
        var order = left.Slot.CompareTo(right.Slot);
        if (order == 0)
            order = left.Unit.CompareTo(right.Unit);
        if (order == 0)
            order = left.Low.CompareTo(right.Low);
        if (order == 0)
            order = left.High.CompareTo(right.High);
        if (order == 0)
            order = left.System.CompareTo(right.System);
        return order != 0 ? order : left.Part.CompareTo(right.Part);
    };
}

using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>Comparisons that ask where a row ends, as two seeks: by where narrow rows begin, and among the wide
/// ones.</summary>
internal static class RangeParts
{
    /// <summary>A day: what is dated exactly is narrower, however it is written. Also in the condition of the index of
    /// wide rows.</summary>
    public const long WideDate = 86_400_000;

    public static bool IsSplit(RowSeek seek) => seek.Test is
        DateTest { Prefix: SearchPrefix.Greater or SearchPrefix.GreaterOrEqual }
        or NumberTest { Prefix: SearchPrefix.Greater or SearchPrefix.GreaterOrEqual }
        or QuantityTest { Prefix: SearchPrefix.Greater or SearchPrefix.GreaterOrEqual };

    public static IEnumerable<SeekRows> Of(RowSeek seek) => IsSplit(seek)
        ? [new SeekRows(seek) { Part = RangePart.Late }, new SeekRows(seek) { Part = RangePart.Wide }]
        : [new SeekRows(seek)];

    /// <summary>Writes what a part adds to the comparison.</summary>
    public static void Write(SqlText sql, SeekRows rows, string row)
    {
        if (rows.Part == RangePart.All)
            return;

        var (before, end) = Ends(rows.Seek.Test);
        if (rows.Part == RangePart.Late)
        {
            sql.Add(" AND ", row, ".low > ").Bind(before);
            return;
        }

        sql.Add(" AND ", row, ".high > ").Bind(end).Add(" AND ", row, ".low <= ").Bind(before);
        if (rows.Seek.Table == IndexTable.Date)
            sql.Add(" AND ", row, ".high >= ").Add(row, ".low + 86400000");
        else
            sql.Add(" AND ", row, ".low < ").Add(row, ".high");
    }

    /// <summary>Narrow rows that fit begin after the first value; rows that do not begin after it fit only if they end
    /// after the second.</summary>
    private static (SqlValue Before, SqlValue End) Ends(ValueTest test) => test switch
    {
        DateTest { Prefix: SearchPrefix.Greater } date => (new(date.High - WideDate), new(date.High)),
        DateTest date => (new(Math.Min(date.Low - 1, date.High - WideDate)), new(date.High)),
        NumberTest { Prefix: SearchPrefix.Greater } number => (new(number.High), new(number.High)),
        NumberTest number => (new(Math.BitDecrement(number.Low)), new(number.High)),
        QuantityTest { Prefix: SearchPrefix.Greater } quantity => (new(quantity.High), new(quantity.High)),
        QuantityTest quantity => (new(Math.BitDecrement(quantity.Low)), new(quantity.High)),
        _ => throw new ArgumentOutOfRangeException(nameof(test)),
    };
}

using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>Writes what an index row must hold. The comparisons are those of <see cref="RangeComparison"/>; where a
/// bound on <c>low</c> follows from them it is written too, since that is what the index is ordered by.</summary>
internal static class TestWriter
{
    /// <summary>Above every text that begins with the one before it.</summary>
    private const string AfterAll = "\U0010FFFF";

    /// <summary>Slot and test of a row.</summary>
    public static void Write(SqlText sql, RowSeek seek, string row)
    {
        sql.Equal(row, "slot", seek.Slots);
        if (seek is { IsLink: true, Test: AnyTest or OtherTest })
            sql.Add(" AND ", row, ".system = -1");

        Test(sql, seek.Test, row);
    }

    private static void Test(SqlText sql, ValueTest test, string row)
    {
        switch (test)
        {
            case OtherTest other:
                sql.Add(" AND NOT (1 = 1");
                Test(sql, other.Same, row);
                sql.Add(")");
                break;
            case TokenTest token:
                Token(sql, token, row);
                break;
            case UriTest uri:
                Uri(sql, uri, row);
                break;
            case TextTest text:
                Text(sql, text, row);
                break;
            case SystemTest system:
                System(sql, row, system.System);
                break;
            case StringTest text:
                String(sql, text, row);
                break;
            case DateTest date:
                Range(sql, date.Prefix, new SqlRange(date.Low, date.High), row, "low", "high");
                break;
            case NumberTest number:
                Range(sql, number.Prefix, new SqlRange(number.Low, number.High), row, "low", "high");
                break;
            case QuantityTest quantity:
                Quantity(sql, quantity, row);
                break;
            case NearTest near:
                NearWriter.Test(sql, near, row);
                break;
        }
    }

    /// <summary>A comparison of <c>_lastUpdated</c>: the row's range is one instant.</summary>
    public static void Updated(SqlText sql, DateTest test, string row) =>
        Range(sql, test.Prefix, new SqlRange(test.Low, test.High), row, "updated", "updated");

    private static void Token(SqlText sql, TokenTest test, string row)
    {
        if (test.Values.Count > Limits.ListedValues)
            sql.Dialect.In(sql.Add(" AND "), row, "value", test.Values);
        else
            sql.Add(" AND ").Equal(row, "value", test.Values);

        if (test.System is { } system)
            System(sql, row, system);
    }

    /// <summary>The plus keeps SQLite from comparing the value with the condition of the partial index of references,
    /// for
    /// which it would prepare the statement anew at every execution (measured: 20 microseconds).</summary>
    private static void System(SqlText sql, string row, int system) =>
        sql.Add(" AND ", row, ".system = +").Bind(system);

    /// <summary>Addresses are kept by hash; the texts behind the hashes, which are few, are in the order of their
    /// beginnings.</summary>
    private static void Uri(SqlText sql, UriTest test, string row)
    {
        sql.Add(" AND ", row, ".value IN (");
        sql.Dialect.UrisBelow(sql, test.Prefix, test.Prefix + AfterAll);
        sql.Add(")");
    }

    /// <summary>The texts are few and stand together; all of them are looked through.</summary>
    private static void Text(SqlText sql, TextTest test, string row)
    {
        var inner = sql.NextAlias();
        sql.Add(" AND ", row, ".value IN (SELECT ").Add(inner, ".hash FROM uri AS ", inner);
        sql.Add(sql.Dialect.By("uri_text"), " WHERE ").Add(inner, ".text >= ").Bind(TextValue.Mark);
        sql.Add(" AND ", inner, ".text < ").Bind(TextValue.Mark + AfterAll).Add(" AND ");
        sql.Dialect.Contains(sql, inner, "text", test.Text);
        sql.Add(")");
    }

    private static void String(SqlText sql, StringTest test, string row)
    {
        sql.Add(" AND ");
        switch (test.Match)
        {
            case StringMatch.Contains:
                sql.Dialect.Contains(sql, row, "value", test.Text);
                break;
            case StringMatch.EndsWith:
                sql.Dialect.EndsWith(sql, row, "value", test.Text);
                break;
            case StringMatch.Whole:
                sql.Add(row, ".value = ").Bind(test.Text);
                break;
            case StringMatch.Exact:
                sql.Add(row, ".value = ").Bind(test.Text).Add(" AND ", row, ".exact = ").Bind(test.Exact);
                break;
            default:
                sql.Add(row, ".value >= ").Bind(test.Text)
                    .Add(" AND ", row, ".value < ").Bind(test.Text + AfterAll);
                break;
        }
    }

    private static void Quantity(SqlText sql, QuantityTest test, string row)
    {
        if (test.Unit is { } unit)
            sql.Add(" AND ", row, ".unit = ").Bind(unit);

        if (test is { IsConverted: true, System: { } own })
            sql.Add(" AND ", row, ".system IN (").Bind(own).Add(", -2)");
        else if (test.System is { } system)
            System(sql, row, system);
        else
            sql.Add(" AND ", row, ".system <> -2");

        Range(sql, test.Prefix, new SqlRange(test.Low, test.High), row, "low", "high");
    }

    private static void Range(
        SqlText sql, SearchPrefix prefix, SqlRange value, string row, string lowColumn, string highColumn)
    {
        var low = (row, lowColumn);
        var high = (row, highColumn);
        switch (prefix)
        {
            case SearchPrefix.Equal:
                And(sql, low, " >= ", value.Low);
                And(sql, low, " <= ", value.High);
                And(sql, high, " <= ", value.High);
                break;
            case SearchPrefix.NotEqual:
                Either(sql, (low, " < ", value.Low), (high, " > ", value.High));
                break;
            case SearchPrefix.Greater:
                And(sql, high, " > ", value.High);
                break;
            case SearchPrefix.Less:
                And(sql, low, " < ", value.Low);
                break;
            case SearchPrefix.GreaterOrEqual:
                Either(sql, (low, " >= ", value.Low), (high, " > ", value.High));
                break;
            case SearchPrefix.LessOrEqual:
                And(sql, low, " <= ", value.High);
                Either(sql, (low, " < ", value.Low), (high, " <= ", value.High));
                break;
            case SearchPrefix.StartsAfter:
                And(sql, low, " > ", value.High);
                break;
            case SearchPrefix.EndsBefore:
                And(sql, low, " < ", value.Low);
                And(sql, high, " < ", value.Low);
                break;
            default:
                And(sql, low, " <= ", value.High);
                And(sql, high, " >= ", value.Low);
                break;
        }
    }

    private static void And(SqlText sql, (string Row, string Column) column, string compare, SqlValue value)
    {
        sql.Add(" AND ");
        Compare(sql, column, compare, value);
    }

    private static void Either(
        SqlText sql,
        ((string Row, string Name) Column, string Compare, SqlValue Value) first,
        ((string Row, string Name) Column, string Compare, SqlValue Value) second)
    {
        sql.Add(" AND (");
        Compare(sql, first.Column, first.Compare, first.Value);
        sql.Add(" OR ");
        Compare(sql, second.Column, second.Compare, second.Value);
        sql.Add(")");
    }

    private static void Compare(SqlText sql, (string Row, string Name) column, string compare, SqlValue value) =>
        sql.Add(column.Row, ".", column.Name).Add(compare).Bind(value);
}

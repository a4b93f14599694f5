using System.Globalization;
using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>Writes one stretch of a walk along the index of a sort key. Columns: subject, at, rid, the sort keys from
/// the walked one on, then the columns by which the walk goes on.</summary>
internal static class WalkWriter
{
    /// <summary>Above every text that begins with the one before it.</summary>
    private const string AfterAll = "\U0010FFFF";

    /// <summary>Quantities are sorted by what was written, not by what it is in the unit of comparison.</summary>
    private const string AsWritten = ".system <> -2";

    /// <summary>The columns of the index that give the order; of these the first <see cref="SharedBy"/> are the value,
    /// the others the place of the resource.</summary>
    public static IReadOnlyList<string> OrderOf(SortTerm term) => term switch
    {
        { Kind: SortKind.Updated } => ["updated", "rid"],
        { Table: IndexTable.String } => ["value", "subject", "at", "rid"],
        _ => ["low", "high", "subject", "at", "rid"],
    };

    /// <summary>How many of the columns are the value.</summary>
    public static int SharedBy(SortTerm term) =>
        term.Kind == SortKind.Updated || term.Table == IndexTable.String ? 1 : 2;

    /// <summary>Writes a stretch.</summary>
    /// <param name="sql">Where it is written.</param>
    /// <param name="step">The key that is walked.</param>
    /// <param name="stream">The slot, or the type.</param>
    /// <param name="unit">For quantities the unit.</param>
    /// <param name="from">The key where the page begins; null for the first of all.</param>
    /// <param name="last">The columns of the last row before; null for none.</param>
    /// <param name="limit">How many rows.</param>
    public static void Stretch(
        SqlText sql, WalkStep step, int stream, long? unit, SqlValue? from, IReadOnlyList<SqlValue>? last, int limit)
    {
        var term = step.Term;
        var order = OrderOf(term);
        var row = Begin(sql, step, order, stream, unit);
        if (from is { } begin && last is null)
            From(sql, term, begin, step.IsDown, row);

        if (last is not null)
            After(sql, order, last, step.IsDown ? " < " : " > ", row);

        ConditionWriter.All(sql, step.Conditions, row);
        NoneBefore(sql, term, row);
        End(sql, row, order, step.IsDown ? " DESC" : string.Empty, limit);
    }

    /// <summary>Writes rows that share one value, in the default order. Columns as in a stretch.</summary>
    /// <param name="sql">Where it is written.</param>
    /// <param name="step">The key they share.</param>
    /// <param name="tie">The value.</param>
    /// <param name="also">What must hold besides the step's conditions.</param>
    /// <param name="last">Subject, clinical date and rid of the last row before; null for none.</param>
    /// <param name="limit">How many rows.</param>
    public static void Tied(
        SqlText sql, WalkStep step, WalkTie tie, Condition? also, IReadOnlyList<SqlValue>? last, int limit)
    {
        string[] places = ["subject", "at", "rid"];
        var row = Begin(sql, step, places, tie.Stream, tie.Unit);
        SharedValue(sql, step.Term, tie, row);
        if (last is not null)
            After(sql, places, last, " > ", row);

        ConditionWriter.All(sql, step.Conditions, row);
        if (also is not null)
            ConditionWriter.Write(sql.Add(" AND "), also, row);

        NoneBefore(sql, step.Term, row);
        End(sql, row, places, string.Empty, limit);
    }

    /// <summary>How many rows share one value, whoever may see them, but no more than <paramref name="cap"/>.</summary>
    public static void CountTied(SqlText sql, WalkStep step, WalkTie tie, int cap)
    {
        var row = sql.Clear().NextAlias();
        sql.Add("SELECT count(*) FROM (SELECT 1 FROM ");
        Source(sql, step.Term, tie.Stream, tie.Unit, row);
        SharedValue(sql, step.Term, tie, row);
        sql.Add(" LIMIT ", cap.ToString(CultureInfo.InvariantCulture)).Add(") AS first_rows");
    }

    /// <summary>The lowest unit of a slot above another.</summary>
    public static void NextUnit(SqlText sql, int slot, long? after)
    {
        sql.Clear().Add("SELECT d.unit FROM quantity_row AS d WHERE d.slot = ").Bind(slot);
        if (after is { } above)
            sql.Add(" AND d.unit > ").Bind(above);

        sql.Add(" ORDER BY d.unit LIMIT 1");
    }

    /// <summary>That a resource's sort key has a value.</summary>
    public static void HasKey(SqlText sql, HasSortKey key, string row)
    {
        var term = key.Term;
        var inner = sql.NextAlias();
        sql.Add("EXISTS (SELECT 1 FROM ");
        if (term.Kind == SortKind.Updated)
        {
            sql.Add("resource AS ", inner, " WHERE ");
            sql.Dialect.SameSubject(sql, inner, row);
            sql.Add(inner, ".rid = ", row).Add(".rid AND ", inner, ".updated = ").Bind(key.Value);
            sql.Add(sql.Dialect.EndProbe);
            return;
        }

        OfResource(sql, term, inner, row);
        sql.Add(inner, ".", SortWriter.ValueOf(term)).Add(" = ");
        sql.Bind(term.IsText ? new SqlValue(SortedRow.WholeLetters(key.Value.Bytes!)) : key.Value);
        NoneBefore(sql, term, inner);
        sql.Add(sql.Dialect.EndProbe);
    }

    private static string Begin(SqlText sql, WalkStep step, IReadOnlyList<string> columns, int stream, long? unit)
    {
        var row = sql.Clear().NextAlias();
        sql.Add("SELECT ", row, ".subject, ").Add(row, ".at, ", row).Add(".rid");
        Keys(sql, step, row);
        foreach (var column in columns)
            sql.Add(", ", row, ".").Add(column);

        sql.Add(" FROM ");
        Source(sql, step.Term, stream, unit, row);
        return row;
    }

    private static void End(SqlText sql, string row, IReadOnlyList<string> columns, string direction, int limit)
    {
        sql.Add(" ORDER BY ");
        for (var at = 0; at < columns.Count; at++)
            sql.Add(at == 0 ? string.Empty : ", ", row, ".").Add(columns[at], direction);

        sql.Add(" LIMIT ", limit.ToString(CultureInfo.InvariantCulture));
    }

    private static void Keys(SqlText sql, WalkStep step, string row)
    {
        for (var at = step.Level; at < step.Sort.Count; at++)
        {
            sql.Add(", ");
            var term = step.Sort[at];
            if (at > step.Level)
                SortWriter.Key(sql, term, row);
            else if (term.Kind == SortKind.Updated)
                sql.Add(row, ".updated");
            else if (term.IsText)
                sql.Dialect.SortKey(sql, text => text.Add(row, ".value"));
            else
                sql.Add(row, ".low");
        }
    }

    private static void Source(SqlText sql, SortTerm term, int stream, long? unit, string row)
    {
        if (term.Kind == SortKind.Updated)
        {
            sql.Add("resource AS ", row, sql.Dialect.By("resource_updated")).Add(" WHERE ");
            SourceWriter.Types(sql, [stream], row);
            return;
        }

        sql.Add(SqlDialect.TableOf(term.Table), " AS ", row).Add(" WHERE ", row, ".slot = ").Bind(stream);
        if (unit is { } only)
            sql.Add(" AND ", row, ".unit = ").Bind(only).Add(" AND ", row, AsWritten);
    }

    private static void SharedValue(SqlText sql, SortTerm term, WalkTie tie, string row)
    {
        var order = OrderOf(term);
        for (var at = 0; at < tie.Values.Count; at++)
            sql.Add(" AND ", row, ".").Add(order[at], " = ").Bind(tie.Values[at]);
    }

    private static void From(SqlText sql, SortTerm term, SqlValue key, bool isDown, string row)
    {
        if (term.Kind == SortKind.Updated || !term.IsText)
        {
            var column = term.Kind == SortKind.Updated ? ".updated" : ".low";
            sql.Add(" AND ", row, column).Add(isDown ? " <= " : " >= ").Bind(key);
            return;
        }

        // The key can end within a letter; what is left of it begins no later.
        var text = SortedRow.WholeLetters(key.Bytes!);
        sql.Add(" AND ", row, ".value").Add(isDown ? " < " : " >= ");
        sql.Bind(isDown ? text + AfterAll : text);
    }

    private static void After(
        SqlText sql, IReadOnlyList<string> order, IReadOnlyList<SqlValue> last, string compare, string row)
    {
        sql.Add(" AND (");
        for (var at = 0; at < order.Count; at++)
            sql.Add(at == 0 ? string.Empty : ", ", row, ".").Add(order[at]);

        sql.Add(")", compare, "(");
        for (var at = 0; at < last.Count; at++)
            sql.Add(at == 0 ? string.Empty : ", ").Bind(last[at]);

        sql.Add(")");
    }

    private static void OfResource(SqlText sql, SortTerm term, string inner, string row)
    {
        sql.Add(SqlDialect.TableOf(term.Table), " AS ").Add(inner);
        sql.Add(sql.Dialect.By(SqlDialect.ByResource(term.Table)), " WHERE ");
        sql.Dialect.SameSubject(sql, inner, row);
        sql.Add(inner, ".rid = ", row).Add(".rid AND ");
        sql.Equal(inner, "slot", term.Slots).Add(" AND ");
        if (term.Table == IndexTable.Quantity)
            sql.Add(inner, AsWritten, " AND ");
    }

    /// <summary>Of a resource's several values the first in the order of the sort counts.</summary>
    private static void NoneBefore(SqlText sql, SortTerm term, string row)
    {
        if (term.Kind == SortKind.Updated)
            return;

        var other = sql.NextAlias();
        var column = SortWriter.ValueOf(term);
        sql.Add(" AND NOT EXISTS (SELECT 1 FROM ");
        OfResource(sql, term, other, row);
        sql.Add(other, ".").Add(column);
        sql.Add(term.IsDescending ? " > " : " < ", row, ".").Add(column, sql.Dialect.EndProbe);
    }
}

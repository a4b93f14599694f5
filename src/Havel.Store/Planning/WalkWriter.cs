using System.Globalization;
using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>Writes one stretch of a walk along the index of a sort key. Columns: subject, at, rid, the sort keys, then
/// the columns by which the walk goes on.</summary>
internal static class WalkWriter
{
    /// <summary>Above every text that begins with the one before it.</summary>
    private const string AfterAll = "\U0010FFFF";

    /// <summary>The columns of the index that give the order, before the place of the resource.</summary>
    public static IReadOnlyList<string> OrderOf(SortTerm term) => term switch
    {
        { Kind: SortKind.Updated } => ["updated", "rid"],
        { Table: IndexTable.String } => ["value", "subject", "at", "rid"],
        _ => ["low", "high", "subject", "at", "rid"],
    };

    /// <summary>Writes a stretch.</summary>
    /// <param name="sql">Where it is written.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="stream">The slot, or the type.</param>
    /// <param name="unit">For quantities the unit.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="limit">How many rows.</param>
    public static void Stretch(
        SqlText sql, Plan plan, int stream, long? unit, in WalkStart start, int limit)
    {
        var term = plan.Walk!.Term;
        var isDown = term.IsDescending != start.IsBack;
        var order = OrderOf(term);
        var row = sql.Clear().NextAlias();
        sql.Add("SELECT ", row, ".subject, ").Add(row, ".at, ", row).Add(".rid");
        Keys(sql, plan, row);
        foreach (var column in order)
            sql.Add(", ", row, ".").Add(column);

        sql.Add(" FROM ");
        Source(sql, term, stream, unit, row);
        if (start.From is { } begin)
            Begin(sql, term, begin, isDown, row);

        if (start.Last is { } last)
            After(sql, order, last, isDown ? " < " : " > ", row);

        ConditionWriter.All(sql, plan.Walk.Conditions, row);
        NoneBefore(sql, term, row);
        sql.Add(" ORDER BY ");
        for (var at = 0; at < order.Count; at++)
            sql.Add(at == 0 ? string.Empty : ", ", row, ".").Add(order[at], isDown ? " DESC" : string.Empty);

        sql.Add(" LIMIT ", limit.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The lowest unit of a slot above another.</summary>
    public static void NextUnit(SqlText sql, int slot, long? after)
    {
        sql.Clear().Add("SELECT d.unit FROM quantity_row AS d WHERE d.slot = ").Bind(slot);
        if (after is { } above)
            sql.Add(" AND d.unit > ").Bind(above);

        sql.Add(" ORDER BY d.unit LIMIT 1");
    }

    private static void Keys(SqlText sql, Plan plan, string row)
    {
        for (var at = 0; at < plan.Sort.Count; at++)
        {
            sql.Add(", ");
            var term = plan.Sort[at];
            if (at > 0)
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
            sql.Add(" AND ", row, ".unit = ").Bind(only);
    }

    private static void Begin(SqlText sql, SortTerm term, SqlValue key, bool isDown, string row)
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

    /// <summary>Of a resource's several values the first in the order of the sort counts.</summary>
    private static void NoneBefore(SqlText sql, SortTerm term, string row)
    {
        if (term.Kind == SortKind.Updated)
            return;

        var other = sql.NextAlias();
        var column = SortWriter.ValueOf(term);
        sql.Add(" AND NOT EXISTS (SELECT 1 FROM ", SqlDialect.TableOf(term.Table), " AS ").Add(other);
        sql.Add(sql.Dialect.By(SqlDialect.ByResource(term.Table)), " WHERE ");
        sql.Dialect.SameSubject(sql, other, row);
        sql.Add(other, ".rid = ", row).Add(".rid AND ");
        sql.Equal(other, "slot", term.Slots).Add(" AND ", other, ".").Add(column);
        sql.Add(term.IsDescending ? " > " : " < ", row, ".").Add(column, sql.Dialect.EndProbe);
    }
}

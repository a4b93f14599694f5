using System.Globalization;
using System.Text;

namespace Havel.Store.Planning;

/// <summary>SQLite: index and join order are ordered, so that no statistics can change a plan.
/// Source: https://sqlite.org/lang_indexedby.html,
/// https://sqlite.org/optoverview.html#manual_control_of_query_plans_using_cross_join.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public static SqliteDialect Instance { get; } = new();

    public override string Then => " CROSS JOIN ";

    public override string Least => "min";

    public override string By(string index) => $" INDEXED BY {index}";

    public override void Permit(SqlText sql, string alias) =>
        sql.Add("permit(", alias, ".subject, ").Add(alias, ".guard)");

    public override void UrisBelow(SqlText sql, string prefix, string end)
    {
        sql.Add("SELECT hash FROM uri INDEXED BY uri_text WHERE text >= ").Bind(prefix);
        sql.Add(" AND text < ").Bind(end);
    }

    public override void Contains(SqlText sql, string alias, string column, string text) =>
        sql.Add("instr(", alias, ".").Add(column, ", ").Bind(text).Add(") > 0");

    public override void In(SqlText sql, string alias, string column, IReadOnlyList<long> values)
    {
        var list = new StringBuilder("[", values.Count * 20);
        for (var index = 0; index < values.Count; index++)
            list.Append(index == 0 ? string.Empty : ",").Append(values[index].ToString(CultureInfo.InvariantCulture));

        sql.Add(alias, ".", column).Add(" IN (SELECT value FROM json_each(");
        sql.Bind(list.Append(']').ToString()).Add("))");
    }

    /// <summary>Source: https://sqlite.org/fts5.html#full_text_query_syntax.</summary>
    public override void HasWords(SqlText sql, string alias, WordTest test)
    {
        var phrase = '"' + string.Join(' ', test.Words) + '"';
        sql.Add(alias, ".rid IN (SELECT rowid FROM ", test.Table).Add(" WHERE ", test.Table, " MATCH ");
        sql.Bind(test.IsBeginning ? phrase + " *" : phrase).Add(")");
    }

    public override void EachUnit(SqlText sql, string row, int slot)
    {
        sql.Add(" AND ", row, ".unit IN (");
        Each(sql, "quantity_row", "unit", slot);
        sql.Add(" SELECT v FROM each WHERE v IS NOT NULL)");
    }

    public override void DistinctTexts(SqlText sql, string row, int slot, StringTest test)
    {
        sql.Add(" AND ", row, ".value IN (");
        Each(sql, "string_row", "value", slot);
        sql.Add(" SELECT each.v FROM each WHERE ");
        if (test.Match == StringMatch.Contains)
            Contains(sql, "each", "v", test.Text);
        else
            EndsWith(sql, "each", "v", test.Text);

        sql.Add(")");
    }

    /// <summary>The different values of a column behind the slot, each by a seek behind the one before.</summary>
    private static void Each(SqlText sql, string table, string column, int slot)
    {
        sql.Add("WITH RECURSIVE each(v) AS (SELECT min(", column, ") FROM ").Add(table, " WHERE slot = ").Bind(slot);
        sql.Add(" UNION ALL SELECT (SELECT min(", column, ") FROM ").Add(table, " WHERE slot = ").Bind(slot);
        sql.Add(" AND ", column, " > each.v) FROM each WHERE each.v IS NOT NULL)");
    }

    public override void SortKey(SqlText sql, Action<SqlText> text)
    {
        sql.Add("substr(CAST(");
        text(sql);
        sql.Add(" AS BLOB), 1, ").Bind(Limits.SortTextBytes).Add(")");
    }
}

using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>PostgreSQL: joins keep the order in which they are written (<c>join_collapse_limit</c>), and each table has
/// the one index that fits, since no index can be named. Source:
/// https://www.postgresql.org/docs/15/explicit-joins.html.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    public static PostgresDialect Instance { get; } = new();

    public override string Then => " CROSS JOIN ";

    public override string By(string index) => string.Empty;

    public override void Permit(SqlText sql, string alias) =>
        throw new InvalidOperationException("A grant is written with its parameters.");

    public override void Contains(SqlText sql, string alias, string column, string text) =>
        sql.Add("strpos(", alias, ".").Add(column, ", ").Bind(text).Add(") > 0");

    public override void In(SqlText sql, string alias, string column, IReadOnlyList<long> values) =>
        sql.Add(alias, ".", column).Add(" = ANY(").Bind([.. values]).Add(")");

    public override void SortKey(SqlText sql, Action<SqlText> text)
    {
        sql.Add("substr(convert_to(");
        text(sql);
        sql.Add(", 'UTF8'), 1, ").Bind(Limits.SortTextBytes).Add(")");
    }
}

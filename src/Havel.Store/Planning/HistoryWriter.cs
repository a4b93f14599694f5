using Havel.Store.Reading;

namespace Havel.Store.Planning;

/// <summary>Writes history: current versions from <c>resource</c> and older ones from <c>history</c>, each walked in the
/// order of its index and then merged. Every version meets the grant by its own guard, and an older one by that of the
/// current version as well.</summary>
internal static class HistoryWriter
{
    private const string Columns = "type, id, version, updated, method, body, rid";

    private const string Newest = " ORDER BY updated DESC, rid DESC, version DESC";

    /// <summary>Versions before a position: columns type, id, version, updated, method, body, rid.</summary>
    public static void Page(
        SqlText sql,
        in HistoryScope scope,
        (long Updated, long Rid, long Version) before,
        bool isGuarded,
        int count)
    {
        sql.Clear().Add("SELECT ", Columns, " FROM (");
        Current(sql, scope, isGuarded, "r.type, r.id, r.version, r.updated, r.method, r.body, r.rid");
        Before(sql, "r", before);
        Ordered(sql, "r", count);
        sql.Add(") AS newer UNION ALL SELECT ", Columns, " FROM (");
        Older(sql, scope, isGuarded, "h.type, r.id, h.version, h.updated, h.method, h.body, h.rid");
        Before(sql, "h", before);
        Ordered(sql, "h", count);
        sql.Add(") AS older", Newest);
        if (sql.Dialect.FindsAll)
            SqlWriter.Limit(sql, count);
    }

    /// <summary>How many there are: one row, one column.</summary>
    public static void Count(SqlText sql, in HistoryScope scope, bool isGuarded)
    {
        sql.Clear().Add("SELECT (");
        Current(sql, scope, isGuarded, "count(*)");
        sql.Add(") + (");
        Older(sql, scope, isGuarded, "count(*)");
        sql.Add(")");
    }

    private static void Current(SqlText sql, in HistoryScope scope, bool isGuarded, string columns)
    {
        sql.Add("SELECT ", columns, " FROM resource AS r WHERE ");
        Scope(sql, scope, "r");
        if (isGuarded)
            sql.Dialect.Permit(sql.Add(" AND "), "r");
    }

    private static void Older(SqlText sql, in HistoryScope scope, bool isGuarded, string columns)
    {
        sql.Add("SELECT ", columns, " FROM history AS h").Add(sql.Dialect.Then, "resource AS r WHERE r.rid = h.rid AND ");
        Scope(sql, scope, "h");
        if (!isGuarded)
            return;

        sql.Dialect.Permit(sql.Add(" AND "), "h");
        sql.Dialect.Permit(sql.Add(" AND "), "r");
    }

    private static void Scope(SqlText sql, in HistoryScope scope, string row)
    {
        sql.Add(row, ".updated >= ").Bind(scope.Since);
        if (scope.Rid is { } rid)
            sql.Add(" AND ", row, ".rid = ").Bind(rid);
        else if (scope.Type is { } type)
            sql.Add(" AND ", row, ".type = ").Bind(type);
    }

    private static void Before(SqlText sql, string row, (long Updated, long Rid, long Version) before)
    {
        sql.Add(" AND (", row, ".updated, ").Add(row, ".rid, ").Add(row, ".version) < (");
        sql.Bind(before.Updated).Add(", ").Bind(before.Rid).Add(", ").Bind(before.Version).Add(")");
    }

    /// <summary>A database that finds all rows at once is told how many it need find; SQLite walks both indexes side by
    /// side by itself.</summary>
    private static void Ordered(SqlText sql, string row, int count)
    {
        if (!sql.Dialect.FindsAll)
            return;

        sql.Add(" ORDER BY ", row, ".updated DESC, ").Add(row, ".rid DESC, ").Add(row, ".version DESC");
        SqlWriter.Limit(sql, count);
    }
}

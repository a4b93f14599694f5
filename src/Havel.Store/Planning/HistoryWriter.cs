using Havel.Store.Reading;

namespace Havel.Store.Planning;

/// <summary>Writes history: current versions from <c>resource</c> and older ones from <c>history</c>, each walked in
/// the order of its index and then merged. Every version meets the grant by its own guard, and an older one by that of
/// the current version as well.</summary>
internal static class HistoryWriter
{
    private const string Columns = "type, id, version, updated, method, body, rid";

    private const string Newest = " ORDER BY updated DESC, rid DESC, version DESC";

    private const string Oldest = " ORDER BY updated, rid, version";

    /// <summary>Versions behind a position, in the order asked for: columns type, id, version, updated, method, body,
    /// rid.</summary>
    public static void Page(
        SqlText sql,
        in HistoryScope scope,
        (long Updated, long Rid, long Version) before,
        bool isGuarded,
        int count)
    {
        sql.Clear().Add("SELECT ", Columns, " FROM (");
        Current(sql, scope, isGuarded, "r.type, r.id, r.version, r.updated, r.method, r.body, r.rid");
        Beyond(sql, "r", before, scope.IsOldestFirst);
        Ordered(sql, "r", count, scope.IsOldestFirst);
        sql.Add(") AS newer UNION ALL SELECT ", Columns, " FROM (");
        Older(sql, scope, isGuarded, "h.type, r.id, h.version, h.updated, h.method, h.body, h.rid");
        Beyond(sql, "h", before, scope.IsOldestFirst);
        Ordered(sql, "h", count, scope.IsOldestFirst);
        sql.Add(") AS older", scope.IsOldestFirst ? Oldest : Newest);
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
        sql.Add("SELECT ", columns, " FROM history AS h");
        sql.Add(sql.Dialect.Then, "resource AS r WHERE r.rid = h.rid AND ");
        Scope(sql, scope, "h");
        if (scope.At is { } at)
            EndsAfter(sql, at.Low);

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

        if (scope.Rids is { } rids)
            sql.Add(" AND ").Equal(row, "rid", rids);

        if (scope.At is { } at)
            sql.Add(" AND ", row, ".updated <= ").Bind(at.High);
    }

    // A version is the current one until the next is written. Source: https://hl7.org/fhir/R4/http.html#history.
    private static void EndsAfter(SqlText sql, long low)
    {
        sql.Add(" AND coalesce((SELECT n.updated FROM history AS n ");
        sql.Add("WHERE n.rid = h.rid AND n.version = h.version + 1), r.updated) > ").Bind(low);
    }

    private static void Beyond(
        SqlText sql, string row, (long Updated, long Rid, long Version) last, bool isOldestFirst)
    {
        sql.Add(" AND (", row, ".updated, ").Add(row, ".rid, ").Add(row, ".version) ", isOldestFirst ? "> (" : "< (");
        sql.Bind(last.Updated).Add(", ").Bind(last.Rid).Add(", ").Bind(last.Version).Add(")");
    }

    /// <summary>A database that finds all rows at once is told how many it need find; SQLite walks both indexes side by
    /// side by itself.</summary>
    private static void Ordered(SqlText sql, string row, int count, bool isOldestFirst)
    {
        if (!sql.Dialect.FindsAll)
            return;

        var way = isOldestFirst ? "" : " DESC";
        sql.Add(" ORDER BY ", row, ".updated").Add(way, ", ").Add(row, ".rid").Add(way, ", ");
        sql.Add(row, ".version").Add(way);
        SqlWriter.Limit(sql, count);
    }
}

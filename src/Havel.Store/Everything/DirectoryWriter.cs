using Havel.Store.Planning;
using Havel.Store.Reading;

namespace Havel.Store.Everything;

/// <summary>Writes which directory data lie around records: column rid, in its order, which hidden rows cannot
/// move.</summary>
internal static class DirectoryWriter
{
    /// <summary>What the matches of a plan refer to, and what that refers to, on and on; nobody's data only, but for
    /// the patients of the first step.</summary>
    public static void Referred(
        ReadSession session,
        Plan origin,
        IReadOnlyList<int> types,
        DateTimeOffset? since,
        long after,
        bool withPatients)
    {
        var sql = session.Sql.Clear();
        sql.Add("WITH RECURSIVE around(rid) AS (SELECT t.rid FROM (");
        SqlWriter.Matches(sql, origin.Matches, []);
        sql.Add(") AS m");
        Targets(session, "m");
        sql.Add(" AND ");
        if (withPatients && session.Types.Find("Patient") is { } patient)
            sql.Add("(t.type = ").Bind(patient).Add(" OR t.subject = 0)");
        else
            sql.Add("t.subject = 0");

        sql.Add(" UNION SELECT t.rid FROM around AS s");
        Targets(session, "s");
        sql.Add(" AND t.subject = 0) SELECT a.rid FROM around AS a", sql.Dialect.Then);
        sql.Add("resource AS r WHERE r.rid = a.rid AND a.rid > ").Bind(after).Add(" AND ").Equal("r", "type", types);
        Since(sql, since);
        sql.Add(" ORDER BY a.rid");
    }

    /// <summary>All of nobody's data of those types.</summary>
    public static void All(ReadSession session, IReadOnlyList<int> types, DateTimeOffset? since, long after)
    {
        var sql = session.Sql.Clear();
        sql.Add("SELECT r.rid FROM resource AS r WHERE r.subject = 0 AND r.deleted = 0 AND r.rid > ").Bind(after);
        sql.Add(" AND ").Equal("r", "type", types);
        Since(sql, since);
        Guard(session, "r");
        sql.Add(" ORDER BY r.rid");
    }

    private static void Targets(ReadSession session, string source)
    {
        var sql = session.Sql;
        sql.Add(sql.Dialect.Then, "token_row AS l").Add(sql.Dialect.By("token_link"));
        sql.Add(sql.Dialect.Then, "resource AS t").Add(sql.Dialect.By("resource_key"));
        sql.Add(" WHERE l.rid = ", source, ".rid AND l.system = -1 AND t.key = l.value AND t.deleted = 0");
        Guard(session, "t");
    }

    private static void Guard(ReadSession session, string row)
    {
        if (!session.PlanContext.IsGuarded)
            return;

        session.Sql.Add(" AND ");
        session.Sql.Dialect.Permit(session.Sql, row);
    }

    private static void Since(SqlText sql, DateTimeOffset? since)
    {
        if (since is { } instant)
            sql.Add(" AND r.updated >= ").Bind(instant.ToUnixTimeMilliseconds());
    }
}

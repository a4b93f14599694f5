namespace Havel.Store.Planning;

/// <summary>Writes the steps of includes: columns rid, subject and guard of each candidate, live ones only.</summary>
internal static class IncludeWriter
{
    /// <summary>What a resource refers to.</summary>
    public static void Targets(SqlText sql, in IncludeStep step)
    {
        sql.Clear().Add("SELECT t.rid, t.subject, t.guard FROM ");
        sql.Dialect.Each(sql, step.Rids);
        if (step.Source is not null)
            sql.Add("resource AS s", sql.Dialect.Then);

        sql.Add("token_row AS l", sql.Dialect.By("token_link"), sql.Dialect.Then);
        sql.Add("resource AS t", sql.Dialect.By("resource_key"), " WHERE ");
        if (step.Source is { } source)
        {
            sql.Dialect.IsEach(sql, "s", step.Rids);
            sql.Add(" AND s.type = ").Bind(source).Add(" AND ");
        }

        sql.Dialect.IsEach(sql, "l", step.Rids);
        sql.Add(" AND l.system = -1");
        if (step.Slots is { } slots)
            sql.Add(" AND ").Equal("l", "slot", slots);

        if (step.Hidden.Count > 0)
            sql.Add(" AND NOT ").Equal("l", "slot", step.Hidden);

        sql.Add(" AND t.key = l.value AND t.deleted = 0");
        if (step.Target is { } target)
            sql.Add(" AND t.type = ").Bind(target);

        // SQLite walks its index in this order. PostgreSQL may walk in the order in which rows were stored, which would
        // tell of rows that are hidden.
        if (sql.Dialect is PostgresDialect)
            sql.Add(" ORDER BY ", sql.Dialect.EachFirst, "l.slot, l.value, t.rid");
    }

    /// <summary>What refers to a resource.</summary>
    public static void Referrers(SqlText sql, in IncludeStep step)
    {
        sql.Clear().Add("SELECT l.rid, l.subject, l.guard FROM ");
        sql.Dialect.Each(sql, step.Rids);
        sql.Add("resource AS t", sql.Dialect.Then, "token_row AS l WHERE ");
        sql.Dialect.IsEach(sql, "t", step.Rids);
        if (step.Target is { } target)
            sql.Add(" AND t.type = ").Bind(target);

        sql.Add(" AND ").Equal("l", "slot", step.Slots ?? []).Add(" AND l.system = -1 AND l.value = t.key");
        sql.Add(" ORDER BY ", sql.Dialect.EachFirst, "l.subject, l.at, l.rid");
    }
}

namespace Havel.Store.Planning;

/// <summary>Writes how references are followed. The joins keep the order in which they stand: from the side that is
/// known to the side that is looked for.</summary>
internal static class LinkWriter
{
    public static void Condition(SqlText sql, Linked linked, string row)
    {
        if (linked.Way == LinkWay.Set)
        {
            var found = sql.NextAlias();
            sql.Dialect.BeginSet(sql, row, found);
            Joined(sql, linked.Link, found);
            sql.Add(sql.Dialect.EndSet);
        }
        else if (linked.Link.IsReverse)
        {
            ProbeReferrers(sql, linked.Link, row);
        }
        else
        {
            ProbeTargets(sql, linked.Link, row);
        }
    }

    /// <summary>The linked resources as a table with the four columns of a row variable.</summary>
    public static void Rows(SqlText sql, Link link)
    {
        var found = sql.NextAlias();
        sql.Add("SELECT ");
        ConditionWriter.Columns(sql, found);
        sql.Add(" FROM ");
        Joined(sql, link, found);
    }

    /// <summary>Tables and conditions that lead from the other side to <paramref name="found"/>.</summary>
    private static void Joined(SqlText sql, Link link, string found)
    {
        var other = sql.NextAlias();
        var middle = sql.NextAlias();
        SourceWriter.From(sql, link.Other.Source, other);
        if (link.IsReverse)
        {
            sql.Add(sql.Dialect.Then, "token_row AS ", middle).Add(sql.Dialect.By("token_link"));
            sql.Add(sql.Dialect.Then, "resource AS ", found).Add(sql.Dialect.By("resource_key"), " WHERE ");
            SourceWriter.Where(sql, link.Other.Source, other);
            ConditionWriter.All(sql, link.Other.Conditions, other);
            sql.Add(" AND ");
            sql.Dialect.SameSubject(sql, middle, other);
            sql.Add(middle, ".rid = ", other).Add(".rid AND ");
            Reference(sql, link, middle);
            sql.Add(" AND ", found, ".key = ").Add(middle, ".value AND ");
            SourceWriter.Types(sql, link.Types, found);
        }
        else
        {
            sql.Add(sql.Dialect.Then, "resource AS ", middle);
            sql.Add(sql.Dialect.Then, "token_row AS ", found).Add(" WHERE ");
            SourceWriter.Where(sql, link.Other.Source, other);
            ConditionWriter.All(sql, link.Other.Conditions, other);
            sql.Add(" AND ");
            sql.Dialect.SameSubject(sql, middle, other);
            sql.Add(middle, ".rid = ", other).Add(".rid AND ");
            Reference(sql, link, found);
            sql.Add(" AND ", found, ".value = ").Add(middle, ".key");
        }
    }

    private static void ProbeTargets(SqlText sql, Link link, string row)
    {
        var reference = sql.NextAlias();
        var target = sql.NextAlias();
        sql.Add("EXISTS (SELECT 1 FROM token_row AS ", reference).Add(sql.Dialect.By("token_link"));
        sql.Add(sql.Dialect.Then, "resource AS ", target).Add(sql.Dialect.By("resource_key"), " WHERE ");
        sql.Dialect.SameSubject(sql, reference, row);
        sql.Add(reference, ".rid = ", row).Add(".rid AND ");
        Reference(sql, link, reference);
        sql.Add(" AND ", target, ".key = ").Add(reference, ".value AND ");
        SourceWriter.Types(sql, link.Types, target);
        ConditionWriter.All(sql, link.Other.Conditions, target);
        sql.Add(sql.Dialect.EndProbe);
    }

    private static void ProbeReferrers(SqlText sql, Link link, string row)
    {
        var self = sql.NextAlias();
        var referrer = sql.NextAlias();
        sql.Add("EXISTS (SELECT 1 FROM resource AS ", self);
        sql.Add(sql.Dialect.Then, "token_row AS ", referrer).Add(" WHERE ");
        sql.Dialect.SameSubject(sql, self, row);
        sql.Add(self, ".rid = ", row).Add(".rid AND ");
        Reference(sql, link, referrer);
        sql.Add(" AND ", referrer, ".value = ").Add(self, ".key");
        ConditionWriter.All(sql, link.Other.Conditions, referrer);
        sql.Add(sql.Dialect.EndProbe);
    }

    private static void Reference(SqlText sql, Link link, string row) =>
        sql.Equal(row, "slot", link.Slots).Add(" AND ", row, ".system = -1");
}

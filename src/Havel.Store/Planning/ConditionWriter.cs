namespace Havel.Store.Planning;

/// <summary>Writes what must hold for a row variable. Each condition stands alone: an index seek of its own, or a set
/// that is made once.</summary>
internal static class ConditionWriter
{
    /// <summary>The four columns that every row variable has.</summary>
    public static void Columns(SqlText sql, string row) => sql
        .Add(row, ".subject AS subject, ").Add(row, ".at AS at, ")
        .Add(row, ".rid AS rid, ").Add(row, ".guard AS guard");

    /// <summary>All conditions, each with <c>AND</c> before it.</summary>
    public static void All(SqlText sql, IReadOnlyList<Condition> conditions, string row)
    {
        // What the row itself says of its date comes even before the grant is asked: two comparisons of numbers. Both
        // must hold, so that the order decides nothing.
        foreach (var condition in conditions)
        {
            if (condition is Dated { IsEnough: false } dated)
                Bounds(sql, dated, row);
        }

        foreach (var condition in conditions)
        {
            sql.Add(" AND ");
            Write(sql, condition is Dated { IsEnough: false } dated ? dated.Exact : condition, row);
        }
    }

    public static void Write(SqlText sql, Condition condition, string row)
    {
        switch (condition)
        {
            case Permitted:
                sql.Dialect.Permit(sql, row);
                break;
            case HasRow has:
                Row(sql, has.Seek, row, null);
                break;
            case HasParts parts:
                Row(sql, parts.Components[0].Seek, row, parts);
                break;
            case AnyOf any:
                Joined(sql, any.Conditions, " OR ", "1 = 0", row);
                break;
            case AllOf all:
                Joined(sql, all.Conditions, " AND ", "1 = 1", row);
                break;
            case IsOfType type:
                OfType(sql, type, row);
                break;
            case Not not:
                sql.Add("NOT (");
                Write(sql, not.Inner, row);
                sql.Add(")");
                break;
            case HasId ids:
                Ids(sql, ids.Ids, row);
                break;
            case WasUpdated updated:
                Updated(sql, updated, row);
                break;
            case Linked linked:
                LinkWriter.Condition(sql, linked, row);
                break;
            case HasWords words:
                sql.Dialect.HasWords(sql, row, words.Test);
                break;
            case Dated dated:
                Dated(sql, dated, row);
                break;
            case HasSortKey key:
                WalkWriter.HasKey(sql, key, row);
                break;
        }
    }

    /// <summary>That an index row is of the same resource as the row variable, by the index it is found
    /// through.</summary>
    public static void SameResource(SqlText sql, RowSeek seek, string inner, string row)
    {
        if (seek.Test is TokenTest)
        {
            // The whole key of the token table is known: value, subject, at and rid.
            sql.Add(inner, ".subject = ", row).Add(".subject AND ");
            sql.Add(inner, ".at = ", row).Add(".at AND ");
        }

        else
        {
            sql.Dialect.SameSubject(sql, inner, row);
        }

        sql.Add(inner, ".rid = ", row).Add(".rid AND ");
    }

    private static void Dated(SqlText sql, Dated dated, string row)
    {
        sql.Add("((1 = 1");
        Bounds(sql, dated, row);
        sql.Add(dated.IsEnough ? ") OR " : ") AND ");
        Write(sql, dated.Exact, row);
        sql.Add(")");
    }

    private static void Bounds(SqlText sql, Dated dated, string row)
    {
        if (dated.From is { } from)
            sql.Add(" AND ", row, ".at >= ").Bind(from);

        if (dated.To is { } to)
            sql.Add(" AND ", row, ".at <= ").Bind(to);
    }

    /// <summary>In halves of halves: databases limit how deep an expression is, not how wide.</summary>
    private static void Joined(
        SqlText sql, IReadOnlyList<Condition> conditions, string word, string ofNone, string row)
    {
        if (conditions.Count == 0)
        {
            sql.Add(ofNone);
            return;
        }

        sql.Add("(");
        Halves.Write(sql, 0, conditions.Count, word, index => Write(sql, conditions[index], row));
        sql.Add(")");
    }

    private static void OfType(SqlText sql, IsOfType type, string row)
    {
        var inner = sql.NextAlias();
        sql.Add("EXISTS (SELECT 1 FROM resource AS ", inner, " WHERE ");
        sql.Dialect.SameSubject(sql, inner, row);
        sql.Add(inner, ".rid = ", row).Add(".rid AND ");
        sql.Equal(inner, "type", type.Types).Add(sql.Dialect.EndProbe);
    }

    private static void Row(SqlText sql, RowSeek seek, string row, HasParts? parts)
    {
        var inner = sql.NextAlias();
        if (seek.IsProbe)
        {
            sql.Add("EXISTS (SELECT 1 FROM ");
            Table(sql, seek, inner);
            sql.Add(" WHERE ");
            SameResource(sql, seek, inner, row);
        }
        else
        {
            sql.Dialect.BeginSet(sql, row, inner);
            Table(sql, seek, inner);
            sql.Add(" WHERE ");
        }

        TestWriter.Write(sql, seek, inner);
        if (parts is not null)
            Others(sql, parts, inner);

        sql.Add(seek.IsProbe ? sql.Dialect.EndProbe : sql.Dialect.EndSet);
    }

    /// <summary>The components after the first, or what may stand in their place.</summary>
    private static void Others(SqlText sql, HasParts parts, string anchor)
    {
        sql.Add(" AND (");
        Halves.Write(sql, 0, parts.Others.Count + 1, " OR ", way =>
        {
            sql.Add("1 = 1");
            var others = way == 0 ? parts.Components : parts.Others[way - 1];
            for (var index = 1; index < others.Count; index++)
                Part(sql, others[index], anchor, parts.Components[0].AnyPart);
        });
        sql.Add(")");
    }

    private static void Part(SqlText sql, PartSeek part, string anchor, bool anchorIsAny)
    {
        var inner = sql.NextAlias();
        sql.Add(" AND EXISTS (SELECT 1 FROM ");
        Table(sql, part.Seek, inner);
        sql.Add(" WHERE ");
        SameResource(sql, part.Seek, inner, anchor);
        if (!part.AnyPart && !anchorIsAny)
            sql.Add(inner, ".part = ", anchor).Add(".part AND ");

        TestWriter.Write(sql, part.Seek, inner);
        sql.Add(sql.Dialect.EndProbe);
    }

    private static void Table(SqlText sql, RowSeek seek, string row)
    {
        sql.Add(SqlDialect.TableOf(seek.Table), " AS ", row);
        if (seek.IsProbe && seek.Test is not TokenTest)
            sql.Add(sql.Dialect.By(SqlDialect.ByResource(seek.Table)));
    }

    private static void Ids(SqlText sql, ResourceIds ids, string row)
    {
        var inner = sql.NextAlias();
        sql.Dialect.BeginSet(sql, row, inner);
        sql.Add("resource AS ", inner, sql.Dialect.By("resource_key")).Add(" WHERE ");
        SourceWriter.Ids(sql, ids, inner);
        sql.Add(sql.Dialect.EndSet);
    }

    private static void Updated(SqlText sql, WasUpdated updated, string row)
    {
        var inner = sql.NextAlias();
        sql.Add("EXISTS (SELECT 1 FROM resource AS ", inner, " WHERE ");
        sql.Dialect.SameSubject(sql, inner, row);
        sql.Add(inner, ".rid = ", row).Add(".rid AND (");
        Halves.Write(sql, 0, updated.Tests.Count, " OR ", index =>
        {
            sql.Add("1 = 1");
            TestWriter.Updated(sql, updated.Tests[index], inner);
        });
        sql.Add(")", sql.Dialect.EndProbe);
    }
}

namespace Havel.Store.Planning;

/// <summary>Writes where the rows of a variable come from: the table in <c>FROM</c>, then what bounds it in
/// <c>WHERE</c>. Sources of several tables become a table of their own in <c>FROM</c>.</summary>
internal static class SourceWriter
{
    public static void From(SqlText sql, RowSource source, string row)
    {
        switch (source)
        {
            case SeekRows seek:
                sql.Add(SqlDialect.TableOf(seek.Seek.Table), " AS ", row);
                if (seek.Part == RangePart.Wide)
                    sql.Add(sql.Dialect.By(SqlDialect.OfWide(seek.Seek.Table)));

                break;
            case LiveRows:
                sql.Add("resource AS ", row, sql.Dialect.By("resource_order"));
                break;
            case IdRows:
                sql.Add("resource AS ", row, sql.Dialect.By("resource_key"));
                break;
            case UpdatedRows:
                sql.Add("resource AS ", row, sql.Dialect.By("resource_updated"));
                break;
            case NoRows or WordRows:
                sql.Add("resource AS ", row);
                break;
            case UnionRows union:
                Union(sql, union, row);
                break;
            case LinkRows link:
                sql.Add("(");
                LinkWriter.Rows(sql, link.Link);
                sql.Add(") AS ", row);
                break;
        }
    }

    /// <summary>At least one term.</summary>
    public static void Where(SqlText sql, RowSource source, string row)
    {
        switch (source)
        {
            case SeekRows seek:
                TestWriter.Write(sql, seek.Seek, row);
                RangeParts.Write(sql, seek, row);
                Distinct(sql, seek, row);
                Subjects(sql, seek.Subjects, row);
                break;
            case LiveRows live:
                Types(sql, live.Types, row);
                Subjects(sql, live.Subjects, row);
                break;
            case IdRows ids:
                Ids(sql, ids.Ids, row);
                break;
            case UpdatedRows updated:
                Types(sql, updated.Types, row);
                TestWriter.Updated(sql, updated.Test, row);
                break;
            case WordRows words:
                Types(sql, words.Types, row);
                sql.Add(" AND ");
                sql.Dialect.HasWords(sql, row, words.Test);
                break;
            case NoRows:
                // Not a plain 0: SQLite would drop the conditions beside it, and with them the ones that the named
                // indexes of other tables need.
                sql.Add(row, ".rid = -1");
                break;
            default:
                sql.Add("1 = 1");
                break;
        }
    }

    /// <summary>Names the values between the slot and what is compared, so that the index is entered for each of
    /// them.</summary>
    private static void Distinct(SqlText sql, SeekRows seek, string row)
    {
        if (seek.IsByDistinctTexts)
            sql.Dialect.DistinctTexts(sql, row, seek.Seek.Slots[0], (StringTest)seek.Seek.Test);
        else if (seek is { Part: not RangePart.Wide, Seek: { Test: QuantityTest { Unit: null }, Slots: [var slot] } })
            sql.Dialect.EachUnit(sql, row, slot);
    }

    /// <summary>Resources that are alive, of those ids.</summary>
    public static void Ids(SqlText sql, ResourceIds ids, string row)
    {
        sql.Equal(row, "key", ids.Keys).Add(" AND ");
        Types(sql, ids.Types, row);
        sql.Add(" AND ", row, ".id IN (");
        for (var index = 0; index < ids.Ids.Count; index++)
            sql.Add(index == 0 ? string.Empty : ", ").Bind(ids.Ids[index]);

        sql.Add(")");
    }

    /// <summary>Resources that are alive, of those types; of any where the list is empty.</summary>
    public static void Types(SqlText sql, IReadOnlyList<int> types, string row)
    {
        sql.Add(row, ".deleted = 0");
        if (types.Count > 0)
            sql.Add(" AND ").Equal(row, "type", types);
    }

    private static void Subjects(SqlText sql, IReadOnlyList<long>? subjects, string row)
    {
        if (subjects is not null)
            sql.Add(" AND ").Equal(row, "subject", subjects);
    }

    private static void Union(SqlText sql, UnionRows union, string row)
    {
        sql.Add("(");
        Members(sql, union.Sources, 0, union.Sources.Count);
        sql.Add(") AS ", row);
    }

    /// <summary>Databases limit how many queries one union has, so that long ones are unions of unions.</summary>
    private static void Members(SqlText sql, IReadOnlyList<RowSource> sources, int from, int end)
    {
        if (end - from > Limits.UnionMembers)
        {
            for (var at = from; at < end; at += Limits.UnionMembers)
            {
                sql.Add(at == from ? "SELECT * FROM (" : " UNION ALL SELECT * FROM (");
                Members(sql, sources, at, Math.Min(end, at + Limits.UnionMembers));
                sql.Add(") AS ", sql.NextAlias());
            }

            return;
        }

        for (var index = from; index < end; index++)
        {
            var member = sql.NextAlias();
            sql.Add(index == from ? "SELECT " : " UNION ALL SELECT ");
            ConditionWriter.Columns(sql, member);
            sql.Add(" FROM ");
            From(sql, sources[index], member);
            sql.Add(" WHERE ");
            Where(sql, sources[index], member);
        }
    }
}

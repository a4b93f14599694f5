using System.Globalization;
using System.Numerics;

namespace Havel.Store.Planning;

/// <summary>Writes plans as SQL: a page, a count, and the planner's own small looks. No limit is ever a parameter:
/// SQLite
/// looks at its value while it plans and so prepares the statement anew for every execution (measured: 8 to 13
/// microseconds). Who wants few rows stops reading.</summary>
internal static class SqlWriter
{
    /// <summary>Where the columns of the resource begin in <see cref="PageWithBodies"/>.</summary>
    public const int FirstOfBody = 4;

    /// <summary>The column of <see cref="PageWithBodies"/> that counts its rows from 1.</summary>
    public const int Place = 3;

    /// <summary>One page: columns subject, at, rid and the sort keys.</summary>
    /// <param name="sql">Where it is written.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="after">The last row of the page before; null for the first page.</param>
    /// <param name="limit">About how many rows will be read; a sort keeps no more than that many in mind.</param>
    public static void Page(SqlText sql, Plan plan, PagePosition? after, long limit)
    {
        sql.Clear();
        if (plan.Sort.Count > 0)
            SortedPage(sql, plan, after, limit);
        else
            InOrder(sql, plan, after, limit);
    }

    /// <summary>A page of a plan without sort keys, its resources along with it: columns subject, at, rid, place, then
    /// type, id, version, updated, method, body of the first <paramref name="count"/> rows. The join keeps the order of
    /// its left side, and the place tells whether it did: to sort by it would cost a third of the statement.</summary>
    public static void PageWithBodies(SqlText sql, Plan plan, PagePosition? after, long limit, int count)
    {
        if (!sql.Dialect.FindsAll)
        {
            BodiesInOrder(sql, plan.Matches, after);
            return;
        }

        sql.Clear().Add("SELECT p.subject, p.at, p.rid, p.place, ");
        sql.Add("r.type, r.id, r.version, r.updated, r.method, r.body ");
        sql.Add("FROM (SELECT m.subject, m.at, m.rid, row_number() OVER () AS place FROM (");
        InOrder(sql, plan, after, limit);
        sql.Add(") AS m) AS p LEFT JOIN resource AS r ON ");
        sql.Dialect.SameSubject(sql, "r", "p");
        sql.Add("r.rid = CASE WHEN p.place <= ").Bind(count).Add(" THEN p.rid END");
    }

    private static void InOrder(SqlText sql, Plan plan, PagePosition? after, long limit)
    {
        Matches(sql, plan.Matches, plan.Sort);
        AfterInOrder(sql, after);
        if (!plan.Matches.Source.IsOrdered || sql.Dialect.FindsAll)
            Limit(sql, limit);
    }

    private static void AfterInOrder(SqlText sql, PagePosition? after)
    {
        if (after is not null)
        {
            sql.Add(" AND (d.subject, d.at, d.rid)", after.IsBack ? " < (" : " > (").Bind(after.Subject);
            sql.Add(", ").Bind(after.At).Add(", ").Bind(after.Rid).Add(")");
        }

        sql.Add(after?.IsBack == true
            ? " ORDER BY d.subject DESC, d.at DESC, d.rid DESC"
            : " ORDER BY d.subject, d.at, d.rid");
    }

    /// <summary>Each match and its resource in one walk: a statement less for every match. The source is in order and
    /// names no resource twice.</summary>
    private static void BodiesInOrder(SqlText sql, Rows matches, PagePosition? after)
    {
        var row = sql.Clear().NextAlias();
        sql.Add("SELECT d.subject, d.at, d.rid, 0, r.type, r.id, r.version, r.updated, r.method, r.body FROM ");
        SourceWriter.From(sql, matches.Source, row);
        sql.Add(sql.Dialect.Then, "resource AS r WHERE ");
        SourceWriter.Where(sql, matches.Source, row);
        ConditionWriter.All(sql, matches.Conditions, row);
        sql.Add(" AND r.rid = d.rid");
        AfterInOrder(sql, after);
    }

    /// <summary>All matches with those sort keys that the database has, in no order.</summary>
    public static void Unordered(SqlText sql, Plan plan)
    {
        sql.Clear();
        Matches(sql, plan.Matches, plan.Sort);
        sql.Add(" LIMIT ", (Limits.SortedByText + 1).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The number of matches: one row, one column.</summary>
    public static void Count(SqlText sql, Plan plan)
    {
        sql.Clear();
        if (plan.Matches.Source.HasDuplicates)
        {
            sql.Add("SELECT count(*) FROM (");
            Matches(sql, plan.Matches, []);
            sql.Add(") AS matches");
            return;
        }

        var row = sql.NextAlias();
        sql.Add("SELECT count(*) FROM ");
        FromWhere(sql, plan.Matches, row);
    }

    /// <summary>How many rows a source has, whoever may see them, but no more than <paramref name="cap"/>.</summary>
    public static void CountUpTo(SqlText sql, RowSource source, int cap)
    {
        var row = sql.Clear().NextAlias();
        sql.Add("SELECT count(*) FROM (SELECT 1 FROM ");
        FromWhere(sql, new Rows(source, []), row);
        sql.Add(" LIMIT ", cap.ToString(CultureInfo.InvariantCulture)).Add(") AS first_rows");
    }

    /// <summary>The subjects of the first rows of a source that comes in their order.</summary>
    public static void FirstSubjects(SqlText sql, RowSource source, int count)
    {
        var row = sql.Clear().NextAlias();
        sql.Add("SELECT d.subject FROM ");
        FromWhere(sql, new Rows(source, []), row);
        sql.Add(" ORDER BY d.subject, d.at, d.rid LIMIT ", count.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>How many matches there are, but no more than <paramref name="cap"/>; the grant has been asked for each
    /// of them.</summary>
    public static void MatchesUpTo(SqlText sql, Plan plan, long cap)
    {
        sql.Clear();
        sql.Add("SELECT count(*) FROM (");
        Matches(sql, plan.Matches, []);
        Limit(sql, cap);
        sql.Add(") AS first_rows");
    }

    /// <summary>The lowest and the highest subject among the rows of a seek that is in their order: one row, nulls
    /// where there is none.</summary>
    public static void OutermostSubjects(SqlText sql, RowSeek seek)
    {
        sql.Clear().Add("SELECT (");
        OutermostSubject(sql, seek, " LIMIT 1), (");
        OutermostSubject(sql, seek, " DESC LIMIT 1)");
    }

    private static void OutermostSubject(SqlText sql, RowSeek seek, string end)
    {
        var row = sql.NextAlias();
        sql.Add("SELECT ", row, ".subject FROM ");
        FromWhere(sql, new Rows(new SeekRows(seek), []), row);
        sql.Add(" ORDER BY ", row, ".subject").Add(end);
    }

    /// <summary>The lowest subject above <paramref name="after"/> among the rows of a seek.</summary>
    public static void NextSubject(SqlText sql, RowSeek seek, long after)
    {
        var row = sql.Clear().NextAlias();
        sql.Add("SELECT d.subject FROM ");
        FromWhere(sql, new Rows(new SeekRows(seek), []), row);
        sql.Add(" AND d.subject > ").Bind(after).Add(" ORDER BY d.subject LIMIT 1");
    }

    /// <summary>The lowest subjects among the rows of a seek that is in their order, as one question: each is a seek
    /// that begins behind the one before.</summary>
    public static void Subjects(SqlText sql, RowSeek seek, int count)
    {
        var row = sql.Clear().NextAlias();
        sql.Add("WITH RECURSIVE found(subject) AS ((SELECT d.subject FROM ");
        FromWhere(sql, new Rows(new SeekRows(seek), []), row);
        sql.Add(" ORDER BY d.subject LIMIT 1) UNION ALL SELECT (SELECT d.subject FROM ");
        FromWhere(sql, new Rows(new SeekRows(seek), []), row);
        sql.Add(" AND d.subject > found.subject ORDER BY d.subject LIMIT 1) FROM found");
        sql.Add(" WHERE found.subject IS NOT NULL) SELECT subject FROM found WHERE subject IS NOT NULL");
        Limit(sql, count);
    }

    /// <summary>The lowest and the highest subject among the rows of a seek that is in their order; NULL where there
    /// are no rows. Two steps down the index tell whether all rows are of one subject.</summary>
    public static void SubjectBounds(SqlText sql, RowSeek seek)
    {
        var row = sql.Clear().NextAlias();
        sql.Add("SELECT min(d.subject), max(d.subject) FROM ");
        FromWhere(sql, new Rows(new SeekRows(seek), []), row);
    }

    /// <summary>Rounded up, so that page sizes make few shapes.</summary>
    public static void Limit(SqlText sql, long limit) =>
        sql.Add(" LIMIT ", BitOperations.RoundUpToPowerOf2((ulong)limit).ToString(CultureInfo.InvariantCulture));

    private static void SortedPage(SqlText sql, Plan plan, PagePosition? after, long limit)
    {
        sql.Add("SELECT * FROM (");
        Matches(sql, plan.Matches, plan.Sort);
        sql.Add(") AS matches");
        if (after is not null)
        {
            sql.Add(" WHERE ");
            SortWriter.After(sql, plan.Sort, after, 0);
        }

        var isBack = after?.IsBack == true;
        sql.Add(" ORDER BY ");
        for (var index = 0; index < plan.Sort.Count; index++)
            SortWriter.Order(sql, plan.Sort[index], index, isBack);

        if (SortedRowOrder.IsByRid(plan.Sort))
            sql.Add(plan.Sort[^1].IsDescending != isBack ? "rid DESC" : "rid");
        else
            sql.Add(isBack ? "subject DESC, at DESC, rid DESC" : "subject, at, rid");

        Limit(sql, limit);
    }

    /// <summary>The matches as a table: subject, at, rid and the sort keys, each resource once.</summary>
    public static void Matches(SqlText sql, Rows matches, IReadOnlyList<SortTerm> sort)
    {
        var row = sql.NextAlias();
        sql.Add(matches.Source.HasDuplicates || sort.Count > 0 ? "SELECT DISTINCT " : "SELECT ");
        sql.Add("d.subject AS subject, d.at AS at, d.rid AS rid");
        for (var index = 0; index < sort.Count; index++)
        {
            sql.Add(", ");
            SortWriter.Key(sql, sort[index], row);
            sql.Add(" AS ", SortWriter.NameOf(index));
        }

        sql.Add(" FROM ");
        FromWhere(sql, matches, row);
    }

    private static void FromWhere(SqlText sql, Rows rows, string row)
    {
        SourceWriter.From(sql, rows.Source, row);
        sql.Add(" WHERE ");
        SourceWriter.Where(sql, rows.Source, row);
        ConditionWriter.All(sql, rows.Conditions, row);
    }
}

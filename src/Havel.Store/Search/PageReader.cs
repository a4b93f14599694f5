using Havel.Fhir.Search;
using Havel.Store.Planning;
using Havel.Store.Reading;

namespace Havel.Store.Search;

/// <summary>Runs a plan for one page.</summary>
internal static class PageReader
{
    /// <summary>The page alone, of a plan that has no sort keys.</summary>
    public static FoundPage Read(ReadSession session, Plan plan, PagePosition? after, int count) =>
        Read(session, plan, after, count, TotalMode.None, () => plan, counts: false)!;

    /// <summary>The page and, if wanted, the total of all pages. Short results are counted in the same walk.</summary>
    /// <param name="session">The request.</param>
    /// <param name="plan">How the page is found.</param>
    /// <param name="after">The last row of the page before; null for the first page.</param>
    /// <param name="count">The page's size.</param>
    /// <param name="total">Which total is wanted: unless it is asked for, only one of up to
    /// <see cref="Limits.CountedByWalking"/> matches is told, or of what is on the first page.</param>
    /// <param name="countPlan">How all matches are counted; made only if they are.</param>
    /// <param name="counts">Whether matches are counted on the way to the page.</param>
    /// <returns>Null where there is too much to be sorted.</returns>
    public static FoundPage? Read(
        ReadSession session,
        Plan plan,
        PagePosition? after,
        int count,
        TotalMode total,
        Func<Plan> countPlan,
        bool counts)
    {
        var page = plan.SortsByText ? new TextSortReader(session, plan).Read(after, count)
            : plan.Walk is not null ? new WalkReader(session, plan).Read(after, count)
            : InOrder(session, plan, after, count, Wanted(count, counts));
        if (page is null || total == TotalMode.None || (after is null && page.Total is not null))
            return total == TotalMode.None && page is not null ? page with { Total = null } : page;

        var isAll = after is null && page.Next is null;
        return page with
        {
            Total = isAll ? page.Rids.Count : Total(session, total, counts ? 0 : count, countPlan),
        };
    }

    /// <summary>The first rows of a statement that gives them in the order of the answer. The total is told where the
    /// statement came to its end.</summary>
    private static FoundPage InOrder(ReadSession session, Plan plan, PagePosition? after, int count, long limit)
    {
        var bodies = BringsBodies(session, plan) ? new List<ResourceVersion>(Math.Min(count, 64)) : null;
        if (bodies is null)
            SqlWriter.Page(session.Sql, plan, after, limit);
        else
            SqlWriter.PageWithBodies(session.Sql, plan, after, limit, count);

        var rows = session.Sql.Prepare(session.Connection);
        var isPlaced = bodies is not null && session.Sql.Dialect.FindsAll;
        var rids = new List<long>(Math.Min(count, 64));
        var places = bodies is null ? null : new List<(long Subject, long At)>(Math.Min(count, 64));
        var seen = 0L;
        var isBack = after?.IsBack == true;
        var nearest = default(PageCursor);
        var farthest = default(PageCursor);
        while (seen < limit && rows.Step())
        {
            seen++;
            if (isPlaced && rows.Int64(SqlWriter.Place) != seen)
                throw new InvalidOperationException("A page came in another order than it was found in.");

            if (seen <= count)
            {
                rids.Add(rows.Int64(2));
                places?.Add((rows.Int64(0), rows.Int64(1)));
                bodies?.Add(ResourceReader.Version(session, rows, SqlWriter.FirstOfBody));
            }

            // What lies towards the page that was come from, and what lies on: there is more only if a row comes yet.
            if (seen == 1 && after is not null)
                nearest = CursorCodec.Write(rows, plan.Sort, !isBack);

            if (seen == count)
                farthest = CursorCodec.Write(rows, plan.Sort, isBack);
        }

        rows.Reset();
        if (seen <= count)
            farthest = null;

        if (!isBack)
        {
            return new FoundPage(rids, after is null && seen < limit ? seen : null, farthest)
            {
                Matches = bodies,
                Places = places,
                Previous = nearest,
            };
        }

        rids.Reverse();
        bodies?.Reverse();
        places?.Reverse();
        return new FoundPage(rids, null, nearest) { Matches = bodies, Places = places, Previous = farthest };
    }

    /// <summary>Whether a page without includes is a single statement, whatever it finds.</summary>
    public static bool IsOneStatement(ReadSession session, Plan plan, PagePosition? after, TotalMode total) =>
        BringsBodies(session, plan)
        && (total == TotalMode.None || (total == TotalMode.Unstated && after is null));

    private static bool BringsBodies(ReadSession session, Plan plan) =>
        plan.Sort.Count == 0 && plan.Walk is null && (session.Connection.IsShared || IsOfOneRecord(plan));

    /// <summary>Of known subjects there are few matches, so that hardly more resources are looked up than a page has,
    /// although more rows are read to count them.</summary>
    private static bool IsOfOneRecord(Plan plan) =>
        plan.Draft.Subjects is not null && plan.Matches.Source is SeekRows { IsOrdered: true, HasDuplicates: false };

    /// <summary>Whether so many rows are passed by on the way through the order of the answer that it is quicker to
    /// find the page alone, and to see by itself, in any order, whether there are few enough matches to tell their
    /// number. Only of a single clause: the first rows of one, in their own order, may be the very ones that another
    /// sorts out, all of them.</summary>
    public static bool CountsApart(ReadSession session, Plan plan) =>
        !session.Connection.IsShared && plan.Draft is { Terms.Count: 1, Read: > Limits.CountedOnTheWay }
        && plan.Matches.Source.IsOrdered;

    /// <summary>How many rows a page is read with: one more than it has, and as many as are counted on the
    /// way.</summary>
    public static long Wanted(int count, bool counts) =>
        counts ? Math.Max(count, Limits.CountedByWalking) + 1L : count + 1L;

    /// <summary>The number of matches, as far as it is wanted or known anyway.</summary>
    /// <param name="session">The request.</param>
    /// <param name="mode">Which total is wanted.</param>
    /// <param name="page">The page's size; 0 where there are known to be too many for a total that nobody asked
    /// for.</param>
    /// <param name="countPlan">How all matches are counted.</param>
    private static long? Total(ReadSession session, TotalMode mode, int page, Func<Plan> countPlan)
    {
        if (mode is TotalMode.Accurate or TotalMode.Estimate)
        {
            SqlWriter.Count(session.Sql, countPlan());
            return session.Scalar();
        }

        if (page == 0)
            return null;

        var most = Math.Max(page, Limits.CountedByWalking);
        SqlWriter.MatchesUpTo(session.Sql, countPlan(), most + 1L);
        return session.Scalar() is var some && some <= most ? some : null;
    }
}

using Havel.Store.Planning;
using Havel.Store.Reading;

namespace Havel.Store.Search;

/// <summary>Runs a plan for one page.</summary>
internal static class PageReader
{
    /// <summary>The page and, if wanted, the total of all pages. Short results are counted in the same walk.</summary>
    public static FoundPage Read(ReadSession session, Plan plan, PagePosition? after, int count, bool wantsTotal)
    {
        var walks = wantsTotal && after is null && plan.Sort.Count == 0;
        var limit = walks ? Math.Max(count, Limits.CountedByWalking) + 1L : count + 1L;
        SqlWriter.Page(session.Sql, plan, after, limit);
        var rows = session.Sql.Prepare(session.Connection);
        var rids = new List<long>(Math.Min(count, 64));
        var seen = 0L;
        var next = default(PageCursor);
        var last = default(PageCursor);
        while (seen < limit && rows.Step())
        {
            seen++;
            if (seen <= count)
                rids.Add(rows.Int64(2));

            if (seen == count)
                last = CursorCodec.Write(rows, plan.Sort);
            else if (seen == count + 1L)
                next = last;
        }

        rows.Reset();
        if (!wantsTotal)
            return new FoundPage(rids, null, next);

        if (after is null && seen < limit)
            return new FoundPage(rids, seen, next);

        SqlWriter.Count(session.Sql, plan);
        return new FoundPage(rids, session.Scalar(), next);
    }
}

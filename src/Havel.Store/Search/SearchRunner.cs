using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Store.Indexing;
using Havel.Store.Planning;
using Havel.Store.Reading;

namespace Havel.Store.Search;

/// <summary>Plans a search and runs it.</summary>
internal static class SearchRunner
{
    public static SearchResult Run(ReadSession session, SearchQuery query, PageCursor? after)
    {
        var index = session.Index;
        var result = query.Contained is null
            ? Search(session, query, after, index)
            : ContainedRunner.Run(session, query, after, (rest, place) => Search(session, rest, place, index));

        // Asked at the end, when the transaction surely sees all that this memory knows: had a parameter gone by then,
        // some of its rows could have been missing.
        var now = session.Index;
        return ReferenceEquals(index, now) && query.Custom.Count == 0
            || query.Custom.All(now.Catalog.Holds) && (ReferenceEquals(index, now) || !FollowsAll(query))
            ? result
            : new SearchResult(null, Issue.Error(
                IssueType.Transient, "The search parameters changed during the search. Ask again."));
    }

    private static SearchResult Search(
        ReadSession session, SearchQuery query, PageCursor? after, ActiveIndex index)
    {
        var counts = !query.IsCountOnly && Counts(query, after);
        var wanted = query.IsCountOnly ? Draft.All : PageReader.Wanted(query.Count, counts);
        var plan = Planner.PlanSearch(session.PlanContext, query, wanted, out var issue);
        if (counts && plan is not null && PageReader.CountsApart(session, plan))
        {
            counts = false;
            plan = Planner.PlanSearch(
                session.PlanContext, query, PageReader.Wanted(query.Count, counts: false), out issue);
        }

        if (plan is null)
            return new SearchResult(null, issue);

        if (query.IsCountOnly)
            return new SearchResult(new SearchPage([], [], Count(session, plan), null, IsCut: false), null);

        var position = after is null ? null : CursorCodec.Read(after, plan.Sort);
        if (after is not null && position is null)
        {
            return new SearchResult(
                null, Issue.Error(IssueType.Invalid, "The page address belongs to another search. Search anew."));
        }

        if (query.Includes.Count == 0 && PageReader.IsOneStatement(session, plan, position, query.Total))
            session.EndWithNext();

        var page = PageReader.Read(
            session, plan, position, query.Count, query.Total, () => CountPlan(session, query), counts);
        if (page is null)
            return new SearchResult(null, TextSortReader.TooMany);

        if (query.Includes.Count == 0)
            session.EndWithNext();

        var matches = page.Matches ?? ResourceReader.FetchAll(session, page.Rids);
        if (query.Includes.Count == 0)
        {
            return new SearchResult(
                new SearchPage(matches, [], page.Total, page.Next, IsCut: false) { Previous = page.Previous }, null);
        }

        var includes = new IncludeReader(session, index, page.Rids);
        var included = includes.Read(query.Includes);
        return new SearchResult(
            new SearchPage(matches, included, page.Total, page.Next, includes.IsCut) { Previous = page.Previous },
            null);
    }

    private static bool FollowsAll(SearchQuery query)
    {
        foreach (var include in query.Includes)
        {
            if (include.Parameter is null)
                return true;
        }

        return false;
    }

    /// <summary>The ids of the first matches, in the default order; null where the query comes to too much to be
    /// answered.</summary>
    public static IReadOnlyList<string>? FirstIds(ReadSession session, SearchQuery query, int count)
    {
        var plan = Planner.PlanSearch(session.PlanContext, query with { Sort = [] }, count + 1L, out _);
        if (plan is null)
            return null;

        var page = PageReader.Read(session, plan, after: null, count);
        return (page.Matches ?? ResourceReader.FetchAll(session, page.Rids)).ConvertAll(match => match.Id);
    }

    private static bool Counts(SearchQuery query, PageCursor? after) =>
        query.Total != TotalMode.None && after is null && query.Sort.Count == 0;

    /// <summary>The order does not matter to a number, so another clause may drive.</summary>
    private static Plan CountPlan(ReadSession session, SearchQuery query) =>
        Planner.PlanSearch(session.PlanContext, query with { Sort = [] }, Draft.All, out _)!;

    private static long Count(ReadSession session, Plan plan)
    {
        SqlWriter.Count(session.Sql, plan);
        return session.Scalar();
    }
}

using Havel.Fhir.Issues;
using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>From a query to a plan, pass by pass: live rows, the grant, the clauses, whose data, the driving clause,
/// the order.</summary>
internal static class Planner
{
    /// <summary>Plans a search.</summary>
    /// <param name="context">Types, grant, database.</param>
    /// <param name="query">The query.</param>
    /// <param name="wanted">How many matches will be read, in their order; <see cref="Draft.All"/> to count
    /// them.</param>
    /// <param name="issue">Why there is no plan.</param>
    /// <returns>The plan, or null with an issue.</returns>
    public static Plan? PlanSearch(PlanContext context, SearchQuery query, long wanted, out Issue? issue)
    {
        var sort = new List<SortTerm>();
        issue = SortPass.Run(query.Sort, sort);
        if (issue is not null)
            return null;

        var types = query.Types.Count == 0 && query.Clauses.Count > 0 ? context.Types.Names : query.Types;
        var draft = PlanVariable(context, types, query.Clauses, sort.Count > 0 ? Draft.All : wanted);
        var walk = SortWalkPass.Run(context, draft, sort, wanted);
        issue = context.Fault;
        return issue is null ? new Plan(draft.ToRows(), sort, walk, draft) : null;
    }

    /// <summary>Plans one row variable: the resource that is searched, or one at the far end of a reference.</summary>
    public static Draft PlanVariable(
        PlanContext context,
        IReadOnlyList<string> types,
        IReadOnlyList<SearchClause> clauses,
        long wanted = Draft.All)
    {
        var draft = LiveRowsPass.Run(context, types, wanted);
        GrantPass.Run(context, draft);
        ClausePass.Run(context, draft, clauses);
        SubjectPass.Run(context, draft);
        DrivingPass.Run(context, draft);
        return draft;
    }
}

using System.Diagnostics;
using System.Globalization;
using Havel.Fhir.Search;
using Havel.Store.Planning;
using Havel.Store.Reading;
using Havel.Store.Search;

namespace Havel.Store.Explaining;

/// <summary>Plans a search, runs it, and tells how: clauses in order, estimated and true rows, time, the SQL. Only for
/// a grant that nothing binds: the numbers count what patients have hidden.</summary>
internal sealed class Explainer(ReadSession session)
{
    private readonly List<string> _lines = [];
    private readonly Dictionary<int, string> _slots = [];

    private PlanWords Words => new(session.Types, NameOf);

    /// <summary>The plan of a search in a few words; the issue where there is none.</summary>
    public string Brief(SearchQuery query)
    {
        var plan = Planner.PlanSearch(session.PlanContext, query, WantedOf(query), out var issue);
        return plan is null ? issue!.Message : Words.Brief(plan);
    }

    public IReadOnlyList<string> Explain(SearchQuery query)
    {
        var began = Stopwatch.GetTimestamp();
        var plan = Planner.PlanSearch(session.PlanContext, query, WantedOf(query), out var issue);
        if (plan is null)
            return [issue!.Message];

        Line($"{(query.IsCountOnly ? "count" : "page")}: {Words.Brief(plan)}");
        Line($"planned in {Since(began)}");
        if (plan.Draft.Choices.Count > 0)
        {
            Line($"weighed, estimates in rows and microseconds:");
            _lines.AddRange(Words.Weighed(plan));
        }

        Driver(plan);
        if (query.IsCountOnly)
            Count(plan, "counted");
        else
            Page(query, plan);

        return _lines;
    }

    private static long WantedOf(SearchQuery query) => query.IsCountOnly
        ? Draft.All
        : PageReader.Wanted(query.Count, query.Total != TotalMode.None && query.Sort.Count == 0);

    private void Driver(Plan plan)
    {
        if (plan.Matches.Source is LinkRows or NoRows || plan.Walk is not null)
            return;

        var began = Stopwatch.GetTimestamp();
        var rows = session.Estimate(plan.Matches.Source, Limits.ExplainedRows);
        var more = rows == Limits.ExplainedRows ? " or more" : string.Empty;
        var expected = Sizes.Of(session.PlanContext, plan.Draft);
        Line($"about {expected:N0} matches expected; the driver has {rows:N0}{more} rows, read in {Since(began)}");
    }

    private void Page(SearchQuery query, Plan plan)
    {
        var began = Stopwatch.GetTimestamp();
        var page = PageReader.Read(session, plan, after: null, query.Count, TotalMode.None, () => plan, counts: false);
        if (page is null)
        {
            _lines.Add(TextSortReader.TooMany.Message);
            return;
        }

        var more = page.Next is null ? string.Empty : ", more behind it";
        Line($"{page.Rids.Count:N0} rows on the page{more}, found in {Since(began)}");
        if (plan.Walk is null && !plan.SortsByText)
            SqlWriter.Page(session.Sql, plan, after: null, query.Count + 1L);

        Line($"SQL: {session.Sql}");
        var counted = Planner.PlanSearch(session.PlanContext, query with { Sort = [] }, Draft.All, out _)!;
        Line($"count: {Words.Brief(counted)}");
        Count(counted, "all matches");
    }

    private void Count(Plan plan, string what)
    {
        var began = Stopwatch.GetTimestamp();
        SqlWriter.Count(session.Sql, plan);
        var total = session.Scalar();
        Line($"{what}: {total:N0} in {Since(began)}");
        Line($"SQL: {session.Sql}");
    }

    private string NameOf(int slot)
    {
        if (_slots.TryGetValue(slot, out var known))
            return known;

        var row = session.Connection.Cached("SELECT name FROM slot WHERE id = ?1");
        row.Bind(1, slot);
        var name = row.Step() ? row.String(0) : "no slot";
        row.Reset();
        return _slots[slot] = name;
    }

    private static string Since(long began) => string.Create(
        CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(began).TotalMilliseconds:N2} ms");

    private void Line(FormattableString text) => _lines.Add(text.ToString(CultureInfo.InvariantCulture));
}

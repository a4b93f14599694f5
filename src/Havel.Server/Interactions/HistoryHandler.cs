using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Havel.Server.Responses;
using Havel.Server.Routing;
using Havel.Server.Writes;
using Havel.Store.Reading;

namespace Havel.Server.Interactions;

/// <summary>GET _history of one resource, a type or the system, newest first, with <c>_since</c>,
/// <c>_at</c>, <c>_count</c>, <c>_sort</c> and <c>_list</c>.
/// Source: https://hl7.org/fhir/R4/http.html#history.</summary>
internal static class HistoryHandler
{
    public static ValueTask<FhirResponse> Answer(Asking asking) => new(Find(asking));

    private static FhirResponse Find(in Asking asking)
    {
        var (home, grant, request, _) = asking;
        var route = request.Route;
        var query = new HistoryQuery(Named(route.Type), Named(route.Id), Count: Limits.DefaultPageSize);
        var applied = new List<QueryPair>();
        var issues = new List<Issue>();
        foreach (var pair in request.Query)
            query = Apply(query, pair, applied, issues);

        if (issues.Count > 0 && (request.Preferences.IsStrict || issues.Any(issue => issue.IsError)))
            return Outcomes.Refuse(issues) with { Status = 400 };

        if (applied.Find(pair => pair.Key is "_list") is { Key: not null } list)
            query = query with { Members = Members(asking, list.Value) };

        if (PageRequest.Read(asking, applied, out var page) is { } refusal)
            return refusal;

        var found = asking.Snapshot is { } moment
            ? moment.History(grant, query, page!.Cursor)
            : home.Store.History(grant, query, page!.Cursor);
        if (found.Issue is { } issue)
            return Outcomes.Refuse(issue) with { Status = 400 };

        return found.Status == ReadStatus.NotFound
            ? Outcomes.NotFound
            : HistoryBundle.Of(found, page, home.BaseUrl);
    }

    private static HistoryQuery Apply(HistoryQuery query, QueryPair pair, List<QueryPair> applied, List<Issue> issues)
    {
        switch (pair.Key)
        {
            case "_format" or "_pretty" or PageRequest.Name:
                return query;
            case "_since" when FhirTime.TryInstant(pair.Value, out var since):
                applied.Add(pair);
                return query with { Since = since };
            case "_count" when int.TryParse(pair.Value, out var count) && count > 0:
                applied.Add(pair);
                return query with { Count = Math.Min(count, Limits.MaxPageSize) };
            case "_at" when TimeRange.TryParse(pair.Value, out var at):
                applied.Add(pair);
                return query with { At = at };
            case "_sort" when pair.Value is "_lastUpdated" or "-_lastUpdated":
                applied.Add(pair);
                return query with { IsOldestFirst = pair.Value[0] != '-' };
            case "_list" when Routes.IsId(pair.Value) && query.Id is null:
                applied.Add(pair);
                return query;
            case "_since" or "_count" or "_at" or "_sort" or "_list":
                issues.Add(Issue.Error(IssueType.Value, $"{pair.Key} must be {Wanted(pair.Key)}."));
                return query;
            default:
                issues.Add(new Issue(IssueSeverity.Warning, IssueType.NotSupported,
                    $"The parameter {pair.Key} is not known to history and was ignored."));
                return query;
        }
    }

    private static string Wanted(string parameter) => parameter switch
    {
        "_since" => "an instant",
        "_at" => "a date or an instant",
        "_sort" => "_lastUpdated or -_lastUpdated",
        "_list" => "the id of a List, for the history of a type or the system",
        _ => "a number above 0",
    };

    /// <summary>What a List names, as far as the caller sees the List; nothing where there is none.</summary>
    private static List<string> Members(in Asking asking, string list)
    {
        var read = asking.Snapshot is { } moment
            ? moment.Read(asking.Grant, "List", list)
            : asking.Home.Store.Read(asking.Grant, "List", list);
        return read.Status == ReadStatus.Found
            && ResourceParser.OfThread.ParseBorrowed(read.Resource.Body).Table is { } table
            ? [.. LiteralReferences.Of(table, asking.Home.Types, "entry").Take(Limits.MaxHistoryMembers)]
            : [];
    }

    private static string? Named(string text) => text.Length == 0 ? null : text;
}

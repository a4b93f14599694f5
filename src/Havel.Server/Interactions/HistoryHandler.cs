using Havel.Fhir.Issues;
using Havel.Server.Responses;
using Havel.Store.Reading;

namespace Havel.Server.Interactions;

/// <summary>GET _history of one resource, a type or the system, newest first, with <c>_since</c> and <c>_count</c>.
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

        if (PageRequest.Read(asking, applied, out var page) is { } refusal)
            return refusal;

        var found = asking.Snapshot is { } moment
            ? moment.History(grant, query, page!.Cursor)
            : home.Store.History(grant, query, page!.Cursor);
        if (found.Issue is { } issue)
            return Outcomes.Refuse(issue) with { Status = 400 };

        return found.Status == ReadStatus.NotFound
            ? Outcomes.NotFound
            : HistoryBundle.Of(found, page, issues, home.BaseUrl);
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
            case "_since" or "_count":
                issues.Add(
                    Issue.Error(
                        IssueType.Value,
                        $"{pair.Key} must be {(pair.Key is "_since" ? "an instant" : "a number above 0")}."));
                return query;
            default:
                issues.Add(new Issue(IssueSeverity.Warning, IssueType.NotSupported,
                    $"The parameter {pair.Key} is not known to history and was ignored."));
                return query;
        }
    }

    private static string? Named(string text) => text.Length == 0 ? null : text;
}

using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Server.Conformance;
using Havel.Fhir.Subsets;
using Havel.Server.Requests;
using Havel.Server.Responses;

namespace Havel.Server.Interactions;

/// <summary>GET [type]?..., POST [type]/_search, GET [compartment]/[id]/[type]?..., and the same over all types.
/// Source: https://hl7.org/fhir/R4/http.html#search.</summary>
internal static class SearchHandler
{
    public static ValueTask<FhirResponse> Answer(Asking asking) => new(Find(asking));

    private static FhirResponse Find(Asking asking)
    {
        if (WithForm(ref asking) is { } unreadable)
            return unreadable;

        var (home, grant, request, _) = asking;
        var type = request.Route.Type.Length == 0 ? null : request.Route.Type;
        var parsed = home.Search.Parse(
            type, Conditions(request), request.Preferences.Handling, home.Clock.GetUtcNow(),
            new GrantedTerms(home, grant));
        if (!parsed.IsValid)
            return Outcomes.Refuse(parsed.Issues) with { Status = 400 };

        if (parsed.Query.Contained is not null && request.Route.Compartment.Length > 0)
        {
            return Outcomes.Of(
                400,
                IssueType.NotSupported,
                "_contained does not go with a compartment, which lists what refers to it.");
        }

        if (PageRequest.Read(asking, parsed.Query.Applied, out var page) is { } refusal)
            return refusal;

        if (WithCompartment(home, request, parsed.Query) is not { } query)
            return Outcomes.UnknownPath;

        // For the deployment alone: rows that are read and estimated count what patients have hidden. Who is bound gets
        // the answer, as for any wish that is not met.
        if (request.Preferences.Explains && grant.IsUnrestricted)
            return Explained(home.Store.Explain(grant, query));

        var result = asking.Snapshot is { } moment
            ? moment.Search(grant, query, page!.Cursor)
            : home.Store.Search(grant, query, page!.Cursor);
        return result.Page is { } found
            ? SearchBundle.Of(
                found, page, parsed.Issues, home.BaseUrl, SubsetRule.Of(query.Summary, query.Elements),
                query.Places)
            : Outcomes.Refuse(result.Issue!) with { Status = 400 };
    }

    private static FhirResponse Explained(IReadOnlyList<string> lines) => new(200)
    {
        Body = Outcomes.Body([.. lines.Select(line =>
            new Issue(IssueSeverity.Information, IssueType.Informational, line))]),
    };

    // What is not a condition: the format has been negotiated, the page is opened by itself.
    private static List<QueryPair> Conditions(FhirRequest request)
    {
        var conditions = new List<QueryPair>(request.Query.Count);
        foreach (var pair in request.Query)
        {
            if (pair.Key is not ("_format" or "_pretty" or PageRequest.Name))
                conditions.Add(pair);
        }

        return conditions;
    }

    private static FhirResponse? WithForm(ref Asking asking)
    {
        var request = asking.Request;
        if (request.Verb != Verb.Post)
            return null;

        if (!MediaTypes.IsForm(request.Headers.ContentType) && !request.Body.IsEmpty)
            return Outcomes.Of(
                415, IssueType.NotSupported, "Send the search as application/x-www-form-urlencoded in UTF-8.");

        var text = System.Text.Encoding.Latin1.GetString(request.Body.Span);
        var form = QueryText.Parse(text);
        if (form is null)
            return Outcomes.BadQuery;

        asking = asking with { Request = request with { Query = [.. request.Query, .. form] } };
        return null;
    }

    // Whether the compartment's owner is there, or shows, is not asked: the condition is on the rows alone, each of
    // which meets the grant. So a hidden owner and a missing one have the same answer.
    private static SearchQuery? WithCompartment(Deployment home, FhirRequest request, SearchQuery query)
    {
        var route = request.Route;
        if (route.Compartment.Length == 0)
            return query;

        var type = route.Type.Length == 0 ? null : route.Type;
        return home.Search.Compartment(route.Compartment, route.Id, type) is { } clause
            ? query with { Clauses = [clause, .. query.Clauses] }
            : null;
    }
}

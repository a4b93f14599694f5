using Havel.Consent.Callers;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Store.Reading;

namespace Havel.Server.Interactions;

/// <summary>Which page of a result is asked for, and the links from it to itself and the next. The links carry the
/// query as it was
/// understood, so that what was ignored is missing from them.</summary>
internal sealed class PageRequest
{
    /// <summary>The parameter that carries a page token.</summary>
    public const string Name = "_page";

    private readonly Deployment _home;
    private readonly Caller _caller;
    private readonly string _query;
    private readonly string? _token;

    private PageRequest(Deployment home, Caller caller, string query, string? token, PageCursor? cursor)
    {
        _home = home;
        _caller = caller;
        _query = query;
        _token = token;
        Cursor = cursor;
    }

    /// <summary>Where the page begins; null for the first.</summary>
    public PageCursor? Cursor { get; }

    /// <summary>This page's own address.</summary>
    public string Self => Link(_token);

    /// <summary>The first page's address.</summary>
    public string First => Link(null);

    /// <summary>Reads the page that a request asks for.</summary>
    /// <param name="asking">The request.</param>
    /// <param name="applied">The parameters that count, without the page's.</param>
    /// <param name="page">The page; null where its token cannot be used.</param>
    /// <returns>Why the token cannot be used, or null.</returns>
    public static FhirResponse? Read(in Asking asking, IEnumerable<QueryPair> applied, out PageRequest? page)
    {
        var (home, grant, request, _) = asking;
        if (request.QueryValue("_format") is { } format)
            applied = applied.Append(new QueryPair("_format", format));

        var query = $"{home.BaseUrl}/{Path(request)}?{QueryText.Write(applied)}".TrimEnd('?');
        var token = request.QueryValue(Name);
        page = null;
        PageCursor? cursor = null;
        if (token is not null)
        {
            var opened = home.Pages.Open(token, grant.Caller, query);
            if (opened.Cursor is null)
                return Outcomes.Of(400, Fhir.Issues.IssueType.Invalid, opened.Fault!);

            cursor = PageCursor.Of(opened.Cursor);
        }

        page = new PageRequest(home, grant.Caller, query, token, cursor);
        return null;
    }

    /// <summary>The address of the next page, or of the one before.</summary>
    public string To(PageCursor cursor) => Link(_home.Pages.Seal(cursor.Bytes.Span, _caller, _query));

    private string Link(string? token) => token is null
        ? _query
        : $"{_query}{(_query.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Name}={token}";

    // A POST _search pages by GET: its token and parameters fit a URL, whatever its first form.
    private static string Path(FhirRequest request)
    {
        var route = request.Route;
        return route.Interaction switch
        {
            Routing.Interaction.SearchCompartment =>
                $"{route.Compartment}/{route.Id}/{(route.Type.Length == 0 ? Routing.Route.AllTypes : route.Type)}",
            Routing.Interaction.HistoryInstance => $"{route.Type}/{route.Id}/_history",
            Routing.Interaction.HistoryType => $"{route.Type}/_history",
            Routing.Interaction.HistorySystem => "_history",
            Routing.Interaction.Operation => string.Join(
                '/', new[] { route.Type, route.Id, route.Operation!.Name }.Where(part => part.Length > 0)),
            _ => route.Type,
        };
    }
}

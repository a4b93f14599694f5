using Havel.Fhir.Issues;
using Havel.Fhir.Xml;
using Havel.Server.Intake;
using Havel.Server.Requests;
using Havel.Server.Routing;

namespace Havel.Server.Interactions;

/// <summary>An entry of a batch or transaction as a request like any other, or what is wrong with it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Request">What it asks; null where it cannot be read.</param>
/// <param name="Fault">Why it cannot be read.</param>
internal sealed record EntryRequest(BundleEntry Entry, FhirRequest? Request, Issue? Fault)
{
    // Entries inherit no media type: their resources stand in the Bundle's own bytes.
    private const string Json = "application/fhir+json";

    /// <summary>Reads an entry's request.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="routes">Takes its path apart.</param>
    /// <param name="baseUrl">Absolute URLs must lie under it.</param>
    /// <param name="prefer">The wishes of the whole request, which hold for its entries.</param>
    /// <param name="source">Where the Bundle came from, if it was sent as XML.</param>
    public static EntryRequest Of(
        BundleEntry entry, Routes routes, string baseUrl, string? prefer, XmlConversion? source)
    {
        if (entry.Method is null || entry.Url is null)
            return Refuse(entry, IssueType.Required, "The entry must have a request with method and url.", ".request");

        var url = entry.Url.StartsWith(baseUrl + "/", StringComparison.Ordinal)
            ? entry.Url.AsSpan(baseUrl.Length + 1)
            : entry.Url.AsSpan().TrimStart('/');
        var mark = url.IndexOf('?');
        var query = mark < 0 ? [] : QueryText.Parse(url[(mark + 1)..]);
        if (query is null)
            return Refuse(entry, IssueType.Value, "The entry's url has a query that cannot be read.", ".request.url");

        var verb = ReadVerb(entry.Method);
        if (verb == Verb.Other)
            return Refuse(
                entry, IssueType.CodeInvalid, "The entry's method must be GET, HEAD, POST, PUT, PATCH or DELETE.",
                ".request.method");

        var route = routes.Find(verb, mark < 0 ? url : url[..mark]);
        if (route.Interaction is Interaction.Bundle)
            return Refuse(
                entry, IssueType.Invalid, "A batch or transaction cannot stand within another.", ".request.url");

        var patch = verb == Verb.Patch ? EntryPatch.Read(entry, Json) : default;
        if (patch.Fault is not null)
            return new EntryRequest(entry, null, patch.Fault);

        return new EntryRequest(entry, new FhirRequest
        {
            Verb = verb,
            Route = route,
            Query = query,
            Format = MediaTypes.Wanted(null, QueryText.Find(query, "_format")),
            Body = verb == Verb.Patch ? patch.Body : entry.Resource,
            Source = source,
            Headers = new RequestHeaders
            {
                ContentType = patch.ContentType ?? Json,
                IfMatch = entry.IfMatch,
                IfNoneMatch = entry.IfNoneMatch,
                IfModifiedSince = entry.IfModifiedSince,
                IfNoneExist = entry.IfNoneExist,
                Prefer = prefer,
            },
        }, null);
    }

    /// <summary>Where in the order of FHIR the entry is carried out: deletions first, reads last.
    /// Source: https://hl7.org/fhir/R4/http.html#trules.</summary>
    public int Phase => Request?.Verb switch
    {
        Verb.Delete => 0,
        Verb.Post => Request.Route.Interaction == Interaction.Create ? 1 : 3,
        Verb.Put or Verb.Patch => 2,
        _ => 3,
    };

    private static EntryRequest Refuse(BundleEntry entry, IssueType type, string message, string element) =>
        new(entry, null, Issue.Error(type, message, entry.Path + element));

    private static Verb ReadVerb(string method) => method switch
    {
        "GET" => Verb.Get,
        "HEAD" => Verb.Head,
        "POST" => Verb.Post,
        "PUT" => Verb.Put,
        "DELETE" => Verb.Delete,
        "PATCH" => Verb.Patch,
        _ => Verb.Other,
    };
}

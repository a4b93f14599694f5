using Havel.Server.Interactions;
using Havel.Server.Requests;
using Havel.Server.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Havel.Server.Http;

/// <summary>From a HttpContext to a <see cref="FhirRequest"/>: the only place that reads one.</summary>
internal sealed class RequestReader(Routes routes)
{
    private const string Base = "/fhir";

    /// <summary>The head of the request. The path is taken raw, so that no framework has rewritten it before.</summary>
    /// <returns>Null where the query is malformed.</returns>
    public FhirRequest? ReadHead(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?');
        var path = mark < 0 ? target.AsSpan() : target.AsSpan(0, mark);
        List<QueryPair>? query = [];
        if (mark >= 0)
            query = QueryText.Parse(target.AsSpan(mark + 1));

        if (query is null)
            return null;

        var verb = ReadVerb(context.Request.Method);
        return new FhirRequest
        {
            Verb = verb,
            Route = FindRoute(verb, path),
            Path = path.StartsWith(Base, StringComparison.Ordinal) ? path[Base.Length..].TrimStart('/').ToString() : "",
            Query = query,
            Headers = ReadHeaders(context.Request.Headers),
            Format = MediaTypes.Wanted(context.Request.Headers.Accept, QueryText.Find(query, "_format")),
        };
    }

    /// <summary>The request with its body, read to the end.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadBody(HttpContext context)
    {
        var length = context.Request.ContentLength;
        if (length is > Limits.MaxBodyBytes)
            throw new BadHttpRequestException("The body is too long.", StatusCodes.Status413PayloadTooLarge);

        if (length is { } exact)
        {
            if (exact == 0)
                return default;

            var body = GC.AllocateUninitializedArray<byte>((int)exact);
            await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
            return body;
        }

        using var gathered = new MemoryStream();
        await context.Request.Body.CopyToAsync(gathered, context.RequestAborted);
        return gathered.ToArray();
    }

    private Route FindRoute(Verb verb, ReadOnlySpan<char> path)
    {
        if (path.StartsWith(Base, StringComparison.Ordinal) && (path.Length == Base.Length || path[Base.Length] == '/'))
            return routes.Find(verb, Decoded(path[Base.Length..].TrimStart('/')));

        return path is "/health" or "/health/live" or "/health/ready" && verb is Verb.Get or Verb.Head
            ? new Route(Interaction.Health)
            : default;
    }

    // An escape means what it stands for (RFC 3986, section 2.4), but no escape makes a new part of the path.
    private static ReadOnlySpan<char> Decoded(ReadOnlySpan<char> path) =>
        path.Contains('%') && !path.Contains("%2F", StringComparison.OrdinalIgnoreCase)
            && QueryText.Decode(path, plusIsSpace: false) is { } decoded
            ? decoded
            : path;

    private static Verb ReadVerb(string method) => method switch
    {
        "GET" => Verb.Get,
        "HEAD" => Verb.Head,
        "POST" => Verb.Post,
        "PUT" => Verb.Put,
        "DELETE" => Verb.Delete,
        "PATCH" => Verb.Patch,
        "OPTIONS" => Verb.Options,
        _ => Verb.Other,
    };

    private static RequestHeaders ReadHeaders(IHeaderDictionary headers) => new()
    {
        Authorization = headers.Authorization,
        Accept = headers.Accept,
        AcceptLanguage = headers.AcceptLanguage,
        ContentType = headers.ContentType,
        ContentEncoding = headers.ContentEncoding,
        IfMatch = headers.IfMatch,
        IfNoneMatch = headers.IfNoneMatch,
        IfModifiedSince = headers.IfModifiedSince,
        IfNoneExist = headers["If-None-Exist"],
        Prefer = headers["Prefer"],
        SecurityContext = headers[RawBinary.SecurityContext],
    };
}

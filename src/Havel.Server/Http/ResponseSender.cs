using System.Buffers;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Microsoft.AspNetCore.Http;

namespace Havel.Server.Http;

/// <summary>From a <see cref="FhirResponse"/> to a HttpContext: the only place that writes one.</summary>
internal static class ResponseSender
{
    public static ValueTask Send(HttpContext context, FhirResponse response, Verb verb)
    {
        var http = context.Response;
        http.StatusCode = response.Status;
        var headers = http.Headers;

        // Whatever depends on the caller must never come out of a shared cache for somebody else.
        headers.CacheControl = "private, no-cache";
        headers.Vary = "Accept";
        if (response.ETag is not null)
            headers.ETag = response.ETag;
        if (response.LastModified is { } changed)
            headers.LastModified = FhirTime.Http(changed);
        if (response.Location is not null)
            headers.Location = response.Location;
        if (response.Challenge is not null)
            headers.WWWAuthenticate = response.Challenge;
        if (response.Allow is not null)
            headers.Allow = response.Allow;
        if (response.ContentLocation is not null)
            headers.ContentLocation = response.ContentLocation;
        if (response.Status == StatusCodes.Status503ServiceUnavailable)
            headers.RetryAfter = "2";
        if (response.Progress is not null)
        {
            headers["X-Progress"] = response.Progress;
            headers.RetryAfter = "1";
        }

        if (response.AcceptPatch is not null)
            headers["Accept-Patch"] = response.AcceptPatch;
        foreach (var (name, value) in response.Headers)
            headers[name] = value;

        if (response.Status is StatusCodes.Status304NotModified or StatusCodes.Status204NoContent)
            return default;

        headers.ContentLength = response.Body.Length;
        if (response.Body.IsEmpty)
            return default;

        headers.ContentType = response.ContentType;
        if (verb == Verb.Head)
            return default;

        http.BodyWriter.Write(response.Body.Span);
        return Flush(http);
    }

    private static async ValueTask Flush(HttpResponse http) => await http.BodyWriter.FlushAsync();
}

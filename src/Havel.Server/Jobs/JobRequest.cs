using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Havel.Consent.Callers;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Server.Routing;
using Interaction = Havel.Server.Routing.Interaction;

namespace Havel.Server.Jobs;

/// <summary>A request as it is kept until it is answered. It says what is asked; by which right, the caller brings
/// anew.</summary>
internal static class JobRequest
{
    public static byte[] Write(FhirRequest request) => JsonBytes.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("verb", request.Verb.ToString());
        json.WriteString("path", request.Path);
        json.WriteString("query", QueryText.Write(request.Query));
        json.WriteString("type", request.Headers.ContentType);
        json.WriteString("prefer", Wishes(request.Headers.Prefer));
        json.WriteString("language", request.Headers.AcceptLanguage);
        json.WriteBase64String("body", request.Body.Span);
        json.WriteEndObject();
    });

    public static FhirRequest Read(ReadOnlyMemory<byte> kept, Routes routes)
    {
        var root = JsonElement.Parse(kept.Span);
        var verb = Enum.Parse<Verb>(root.GetProperty("verb").GetString()!);
        var path = root.GetProperty("path").GetString()!;
        return new FhirRequest
        {
            Verb = verb,
            Path = path,
            Route = routes.Find(verb, path),
            Query = QueryText.Parse(root.GetProperty("query").GetString()) ?? [],
            Headers = new RequestHeaders
            {
                ContentType = root.GetProperty("type").GetString(),
                Prefer = root.GetProperty("prefer").GetString(),
                AcceptLanguage = root.GetProperty("language").GetString(),
            },
            Body = root.GetProperty("body").GetBytesFromBase64(),
        };
    }

    /// <summary>Who asked: the same capacity, person, purpose and houses.</summary>
    public static byte[] OwnerOf(Caller caller) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', caller.Kind, caller.Person, caller.Purpose.Code, string.Join(',', caller.Organizations))));

    /// <summary>Whether it only reads, so that it can be run again.</summary>
    public static bool Reads(FhirRequest request) => request.Route.Interaction switch
    {
        Interaction.Bundle => false,
        Interaction.Operation => request.Route.Operation!.IsResumable
            || (!request.Route.Operation.AffectsState && request.QueryValue("persist") is null),
        _ => true,
    };

    private static string? Wishes(string? prefer) => prefer is null ? null : string.Join(
        ", ", prefer.Split(',', ';').Select(wish => wish.Trim())
            .Where(wish => !wish.Equals("respond-async", StringComparison.OrdinalIgnoreCase)));
}

using System.Text.Json;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Server.Routing;

namespace Havel.Server.Intake;

/// <summary>A Binary sent as the bytes it is to hold: its media type is the request's, its owner stands in a header.
/// Source: https://hl7.org/fhir/R4/binary.html#rest.</summary>
internal static class RawBinaryBody
{
    /// <summary>Whether the body is no resource but what a Binary is to hold.</summary>
    public static bool IsRaw(FhirRequest request) =>
        request.Route is { Type: "Binary", Interaction: Interaction.Create or Interaction.Update }
        && !request.Body.IsEmpty
        && request.Headers is { ContentType.Length: > 0, ContentEncoding: null }
        && MediaTypes.OfBody(request.Headers.ContentType) is null;

    /// <summary>The request with the Binary that it means.</summary>
    public static FhirRequest Wrap(FhirRequest request) => request with
    {
        Body = JsonBytes.Write(json => Write(json, request)),
        Headers = request.Headers with { ContentType = MediaTypes.FhirJson },
    };

    private static void Write(Utf8JsonWriter json, FhirRequest request)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "Binary");
        if (request.Route.Id.Length > 0)
            json.WriteString("id", request.Route.Id);

        json.WriteString("contentType", request.Headers.ContentType);
        if (request.Headers.SecurityContext is { Length: > 0 } owner)
        {
            json.WriteStartObject("securityContext");
            json.WriteString("reference", owner);
            json.WriteEndObject();
        }

        json.WriteBase64String("data", request.Body.Span);
        json.WriteEndObject();
    }
}

using System.Buffers.Text;
using System.Text;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Server.Routing;

namespace Havel.Server.Interactions;

/// <summary>A Binary as the bytes it holds, for whoever asks for anything but FHIR's own media types.
/// Source: https://hl7.org/fhir/R4/binary.html#rest.</summary>
internal static class RawBinary
{
    /// <summary>The header that names whose the Binary is.</summary>
    public const string SecurityContext = "X-Security-Context";

    /// <summary>Whether a request asks for the bytes.</summary>
    public static bool IsAsked(FhirRequest request) =>
        request.Format is null
        && request.Route is { Type: "Binary", Interaction: Interaction.Read or Interaction.VersionRead }
        && request.QueryValue("_format") is null;

    public static async ValueTask<FhirResponse> Answer(Asking asking)
    {
        var answer = asking.Request.Route.Interaction == Interaction.Read
            ? await ReadHandler.Answer(asking)
            : await VersionReadHandler.Answer(asking);
        if (answer.Status != 200)
            return answer;

        var table = ResourceParser.OfThread.ParseBorrowed(answer.Body).Table
            ?? throw new InvalidDataException("A stored Binary does not parse.");
        return Of(answer, table.Root);
    }

    // What was stored may be a page with scripts: no browser may run it as one of this server's.
    private static FhirResponse Of(FhirResponse answer, Node binary)
    {
        var headers = new List<KeyValuePair<string, string>>
        {
            new("X-Content-Type-Options", "nosniff"),
            new("Content-Security-Policy", "sandbox"),
        };
        if (binary.Child("securityContext") is { Exists: true } context && context.TextOf("reference") is { } owner
            && IsHeaderText(owner))
            headers.Add(new(SecurityContext, owner));

        var type = binary.TextOf("contentType");
        return answer with
        {
            Body = Decode(binary.Child("data")),
            ContentType = type is not null && IsHeaderText(type) ? type : "application/octet-stream",
            Headers = headers,
        };
    }

    private static byte[] Decode(Node data)
    {
        if (!data.Exists || !data.HasValue)
            return [];

        var text = data.HasEscapes ? Encoding.UTF8.GetBytes(data.Text()) : data.RawText;
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        Base64.DecodeFromUtf8(text, bytes, out _, out var length);
        return bytes[..length];
    }

    private static bool IsHeaderText(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}

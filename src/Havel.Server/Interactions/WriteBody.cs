using Havel.Server.Requests;
using Havel.Server.Responses;

namespace Havel.Server.Interactions;

/// <summary>What must hold for every body before it is parsed.</summary>
internal static class WriteBody
{
    /// <summary>The refusal of a body of the wrong kind, or null.</summary>
    public static FhirResponse? Check(FhirRequest request)
    {
        if (request.Headers.ContentEncoding is { Length: > 0 } encoding
            && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return Outcomes.UnsupportedMediaType;
        }

        return MediaTypes.OfBody(request.Headers.ContentType) == WireFormat.Json ? null : Outcomes.UnsupportedMediaType;
    }
}

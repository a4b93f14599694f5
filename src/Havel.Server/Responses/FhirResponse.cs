using Havel.Server.Requests;

namespace Havel.Server.Responses;

/// <summary>An answer as a value: status, the headers FHIR gives a meaning, and the bytes. Only Http/ knows how it is
/// sent.</summary>
internal sealed record FhirResponse(int Status)
{
    /// <summary>The body; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Where <see cref="Body"/> was rented; disposed once it has been sent. Null where nothing was.</summary>
    public IDisposable? Owner { get; init; }

    public string ContentType { get; init; } = MediaTypes.FhirJson;

    /// <summary>The entity tag with its quotes: <c>W/"3"</c>.</summary>
    public string? ETag { get; init; }

    /// <summary>When the body was last changed.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Where what was written can be read again, absolute.</summary>
    public string? Location { get; init; }

    /// <summary>What a caller without a valid token must show, for status 401.</summary>
    public string? Challenge { get; init; }

    /// <summary>The methods that a path has, for status 405.</summary>
    public string? Allow { get; init; }

    /// <summary>The media types a patch may have, for status 415.</summary>
    public string? AcceptPatch { get; init; }

    /// <summary>Where to ask how far a request is that is answered later, absolute.</summary>
    public string? ContentLocation { get; init; }

    /// <summary>How far it is, in words. Source: https://hl7.org/fhir/R4/async.html.</summary>
    public string? Progress { get; init; }

    /// <summary>Headers that only few answers have.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether the answer tells of success.</summary>
    public bool IsSuccess => Status is >= 200 and < 400;
}

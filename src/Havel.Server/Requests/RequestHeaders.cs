namespace Havel.Server.Requests;

/// <summary>The headers that FHIR gives a meaning; null where the request has none.
/// Source: https://hl7.org/fhir/R4/http.html.</summary>
internal sealed record RequestHeaders
{
    public static readonly RequestHeaders None = new();

    public string? Authorization { get; init; }

    public string? Accept { get; init; }

    /// <summary>The languages the client reads, with their weights: <c>de, en;q=0.5</c>.</summary>
    public string? AcceptLanguage { get; init; }

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public string? IfMatch { get; init; }

    public string? IfNoneMatch { get; init; }

    public string? IfModifiedSince { get; init; }

    public string? IfNoneExist { get; init; }

    public string? Prefer { get; init; }

    /// <summary>Whose a Binary is that is sent as mere bytes: <c>Patient/7</c>.
    /// Source: https://hl7.org/fhir/R4/binary.html#security-context.</summary>
    public string? SecurityContext { get; init; }
}

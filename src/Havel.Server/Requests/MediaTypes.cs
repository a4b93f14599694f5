namespace Havel.Server.Requests;

/// <summary>Which formats are spoken: JSON alone for now. Source:
/// https://hl7.org/fhir/R4/http.html#mime-type.</summary>
internal static class MediaTypes
{
    public const string FhirJson = "application/fhir+json; charset=utf-8";

    private const string Form = "application/x-www-form-urlencoded";

    private static readonly string[] Json = ["application/fhir+json", "application/json", "text/json", "json"];

    /// <summary>Whether the answer may be JSON: <c>_format</c> decides before <c>Accept</c>.</summary>
    public static bool AcceptsJson(string? accept, string? format)
    {
        if (format is not null)
            return IsJson(Bare(format.Replace(' ', '+')));

        if (string.IsNullOrEmpty(accept))
            return true;

        foreach (var range in accept.AsSpan().Split(','))
        {
            var wanted = accept.AsSpan(range);
            var bare = Bare(wanted);
            if ((IsJson(bare) || bare is "*/*" || bare.Equals("application/*", StringComparison.OrdinalIgnoreCase)
                || bare.Equals("text/*", StringComparison.OrdinalIgnoreCase)) && !IsRefused(wanted))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a body of that Content-Type is JSON in UTF-8.</summary>
    public static bool IsJsonBody(string? contentType) =>
        contentType is not null && IsJson(Bare(contentType)) && IsUtf8(contentType);

    /// <summary>Whether a body of that Content-Type is a form in UTF-8.</summary>
    public static bool IsForm(string? contentType) =>
        contentType is not null && Bare(contentType).Equals(Form, StringComparison.OrdinalIgnoreCase)
        && IsUtf8(contentType);

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> mediaType)
    {
        var end = mediaType.IndexOf(';');
        return (end < 0 ? mediaType : mediaType[..end]).Trim();
    }

    private static bool IsJson(ReadOnlySpan<char> bare)
    {
        foreach (var json in Json)
        {
            if (bare.Equals(json, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsUtf8(ReadOnlySpan<char> mediaType)
    {
        var at = mediaType.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return true;

        var charset = mediaType[(at + "charset=".Length)..];
        var end = charset.IndexOf(';');
        charset = (end < 0 ? charset : charset[..end]).Trim().Trim('"');
        return charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
    }

    // A quality of zero says "not this one". Source: RFC 9110, section 12.4.2.
    private static bool IsRefused(ReadOnlySpan<char> range)
    {
        var at = range.IndexOf("q=", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && double.TryParse(range[(at + 2)..].Trim(), out var quality) && quality <= 0;
    }
}

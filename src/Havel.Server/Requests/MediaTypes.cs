namespace Havel.Server.Requests;

/// <summary>Which formats are spoken: JSON and XML, both in UTF-8.
/// Source: https://hl7.org/fhir/R4/http.html#mime-type.</summary>
internal static class MediaTypes
{
    public const string FhirJson = "application/fhir+json; charset=utf-8";

    public const string FhirXml = "application/fhir+xml; charset=utf-8";

    private const string Form = "application/x-www-form-urlencoded";

    private static readonly string[] Json = ["application/fhir+json", "application/json", "text/json", "json"];

    private static readonly string[] Xml = ["application/fhir+xml", "application/xml", "text/xml", "xml"];

    /// <summary>The format of the answer: <c>_format</c> decides before <c>Accept</c>, JSON where neither says
    /// anything; null where nothing that is spoken will do.</summary>
    public static WireFormat? Wanted(string? accept, string? format)
    {
        if (format is not null)
        {
            // A plus sign in a query means a space, and many clients forget to escape it.
            var asked = format.Replace(' ', '+');
            return IsReadable(asked) ? FormatOf(Bare(asked)) : null;
        }

        return string.IsNullOrEmpty(accept) ? WireFormat.Json : Best(accept);
    }

    /// <summary>The format of a body of that Content-Type; null where it is none that is spoken.</summary>
    public static WireFormat? OfBody(string? contentType) =>
        contentType is not null && IsReadable(contentType) ? FormatOf(Bare(contentType)) : null;

    /// <summary>Whether a Content-Type is that media type, in UTF-8.</summary>
    public static bool Is(string? contentType, string mediaType) =>
        contentType is not null && IsReadable(contentType)
        && Bare(contentType).Equals(mediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a body of that Content-Type is a form in UTF-8.</summary>
    public static bool IsForm(string? contentType) =>
        contentType is not null && Bare(contentType).Equals(Form, StringComparison.OrdinalIgnoreCase)
        && IsReadable(contentType);

    /// <summary>Weighs the ranges: the highest quality wins, and where two are equal the one named first; a range with
    /// a star means JSON first. Source: RFC 9110, section 12.5.1.</summary>
    private static WireFormat? Best(string accept)
    {
        Offer json = default;
        Offer xml = default;
        var position = 0;
        foreach (var part in accept.AsSpan().Split(','))
        {
            var range = accept.AsSpan(part).Trim();
            var bare = Bare(range);
            position += 2;
            if (!IsReadable(range))
                continue;

            var quality = Quality(range);
            if (IsWild(bare, out var precision))
            {
                json = json.Or(new Offer(precision, quality, position));
                xml = xml.Or(new Offer(precision, quality, position + 1));
            }
            else if (FormatOf(bare) is { } format)
            {
                var offer = new Offer(3, quality, position);
                json = format == WireFormat.Json ? json.Or(offer) : json;
                xml = format == WireFormat.Xml ? xml.Or(offer) : xml;
            }
        }

        if (json.Quality <= 0 && xml.Quality <= 0)
            return null;

        var isJson = json.Quality > xml.Quality
            || (json.Quality.Equals(xml.Quality) && json.Position < xml.Position);
        return isJson ? WireFormat.Json : WireFormat.Xml;
    }

    private static bool IsWild(ReadOnlySpan<char> bare, out int precision)
    {
        precision = bare is "*/*" ? 1 : 2;
        return bare is "*/*" || bare.Equals("application/*", StringComparison.OrdinalIgnoreCase)
            || bare.Equals("text/*", StringComparison.OrdinalIgnoreCase);
    }

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> mediaType)
    {
        var end = mediaType.IndexOf(';');
        return (end < 0 ? mediaType : mediaType[..end]).Trim();
    }

    private static WireFormat? FormatOf(ReadOnlySpan<char> bare)
    {
        if (IsOneOf(bare, Json))
            return WireFormat.Json;

        return IsOneOf(bare, Xml) ? WireFormat.Xml : null;
    }

    private static bool IsOneOf(ReadOnlySpan<char> bare, string[] names)
    {
        foreach (var name in names)
        {
            if (bare.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Whether the parameters ask for nothing but UTF-8 and this version of FHIR.
    /// Source: https://hl7.org/fhir/R4/http.html#version-parameter.</summary>
    private static bool IsReadable(ReadOnlySpan<char> mediaType)
    {
        if (!mediaType.Contains(';'))
            return true;

        var charset = Parameter(mediaType, "charset=");
        var version = Parameter(mediaType, "fhirVersion=");
        return (charset.IsEmpty || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
            && (version.IsEmpty || version is "4.0" or "4.0.1");
    }

    private static ReadOnlySpan<char> Parameter(ReadOnlySpan<char> mediaType, string name)
    {
        var at = mediaType.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return [];

        var value = mediaType[(at + name.Length)..];
        var end = value.IndexOf(';');
        return (end < 0 ? value : value[..end]).Trim().Trim('"');
    }

    // A quality of zero says "not this one". Source: RFC 9110, section 12.4.2.
    private static double Quality(ReadOnlySpan<char> range)
    {
        var at = range.IndexOf(';');
        var quality = at < 0 ? [] : Parameter(range[at..], "q=");
        return quality.IsEmpty || !double.TryParse(
            quality, System.Globalization.CultureInfo.InvariantCulture, out var value) ? 1 : value;
    }

    /// <summary>What the ranges say of one format so far; the most precise range speaks for it.</summary>
    private readonly record struct Offer(int Precision, double Quality, int Position)
    {
        public Offer Or(Offer other) => other.Precision > Precision
            || (other.Precision == Precision && other.Quality > Quality) ? other : this;
    }
}

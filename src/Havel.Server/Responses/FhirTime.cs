using System.Globalization;

namespace Havel.Server.Responses;

/// <summary>Instants as FHIR and HTTP write them.</summary>
internal static class FhirTime
{
    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd", "yyyy-MM", "yyyy",
    ];

    /// <summary>A FHIR instant in UTC with milliseconds. Source:
    /// https://hl7.org/fhir/R4/datatypes.html#instant.</summary>
    public static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>An HTTP date. Source: RFC 9110, section 5.6.7.</summary>
    public static string Http(DateTimeOffset time) => time.ToString("R");

    /// <summary>Reads an instant; a date alone means its first moment, a time without zone is UTC.</summary>
    public static bool TryInstant(string text, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
}

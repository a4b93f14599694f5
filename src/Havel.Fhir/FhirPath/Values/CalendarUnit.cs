namespace Havel.Fhir.FhirPath.Values;

/// <summary>The words for calendar durations and what UCUM calls them.
/// Source: https://hl7.org/fhirpath/N1/#time-valued-quantities.</summary>
internal static class CalendarUnit
{
    /// <summary>The word in the singular for <c>year</c> or <c>years</c>; null when the text is no such word.</summary>
    public static string? OfWord(ReadOnlySpan<char> word) => word switch
    {
        "year" or "years" => "year",
        "month" or "months" => "month",
        "week" or "weeks" => "week",
        "day" or "days" => "day",
        "hour" or "hours" => "hour",
        "minute" or "minutes" => "minute",
        "second" or "seconds" => "second",
        "millisecond" or "milliseconds" => "millisecond",
        _ => null,
    };

    /// <summary>The word for a UCUM unit of time; null for any other unit.
    /// Source: https://hl7.org/fhir/R4/fhirpath.html#quantity (how FHIR quantities become calendar
    /// durations).</summary>
    public static string? OfUcum(string code) => code switch
    {
        "a" => "year",
        "mo" => "month",
        "wk" => "week",
        "d" => "day",
        "h" => "hour",
        "min" => "minute",
        "s" => "second",
        "ms" => "millisecond",
        _ => null,
    };

    /// <summary>The UCUM unit that is as long as a calendar duration; null for year and month, which have no one
    /// length.</summary>
    public static string? ToUcum(string word) => word switch
    {
        "week" => "wk",
        "day" => "d",
        "hour" => "h",
        "minute" => "min",
        "second" => "s",
        "millisecond" => "ms",
        _ => null,
    };

    /// <summary>The length in milliseconds of what always has the same length; null for year and month.</summary>
    public static decimal? Milliseconds(string word) => word switch
    {
        "week" => 7 * 86_400_000m,
        "day" => 86_400_000m,
        "hour" => 3_600_000m,
        "minute" => 60_000m,
        "second" => 1_000m,
        "millisecond" => 1m,
        _ => null,
    };

    /// <summary>The number of months in what counts by months; null for the rest.</summary>
    public static int? Months(string word) => word switch
    {
        "year" => 12,
        "month" => 1,
        _ => null,
    };
}

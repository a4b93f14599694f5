using System.Globalization;
using Havel.Fhir.Nodes;

namespace Havel.Consent.Resources;

/// <summary>FHIR's dateTime and Period as ranges of milliseconds. Source:
/// https://hl7.org/fhir/R4/datatypes.html#dateTime.</summary>
internal static class FhirTime
{
    private static readonly string[] WithZone =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>The range of a Period; null where a bound cannot be read, or none is there.</summary>
    public static DateRange? RangeOf(Node period)
    {
        var start = period.TextOf("start");
        var end = period.TextOf("end");
        if (start is null && end is null)
            return null;

        var low = start is null ? DateRange.Always : Read(start);
        var high = end is null ? DateRange.Always : Read(end);
        return low is { } first && high is { } last ? new DateRange(first.Low, last.High) : null;
    }

    /// <summary>The range a dateTime stands for: <c>2024</c> is a year in the deployment's zone; null where it cannot
    /// be read.</summary>
    public static DateRange? Read(string text)
    {
        if (text.Contains('T', StringComparison.Ordinal))
            return ReadInstant(text);

        var (format, step) = text.Length switch
        {
            4 => ("yyyy", (Func<DateTime, DateTime>)(day => day.AddYears(1))),
            7 => ("yyyy-MM", day => day.AddMonths(1)),
            _ => ("yyyy-MM-dd", day => day.AddDays(1)),
        };
        if (!DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || date.Year == DateTime.MaxValue.Year)
            return null;

        return new DateRange(DeploymentZone.Start(date), DeploymentZone.Start(step(date)) - 1);
    }

    private static DateRange? ReadInstant(string text)
    {
        const DateTimeStyles Style = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
        if (!DateTimeOffset.TryParseExact(text, WithZone, CultureInfo.InvariantCulture, Style, out var instant))
            return null;

        var low = instant.ToUnixTimeMilliseconds();
        return new DateRange(low, text.Contains('.', StringComparison.Ordinal) ? low : low + 999);
    }
}

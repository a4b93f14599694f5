using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Havel.Server.Tests.RealData.Matching;

/// <summary>A span of time in ticks, the end not included. A date is all of its day, a time without zone is UTC.
/// Source: https://hl7.org/fhir/R4/search.html#date.</summary>
internal readonly partial record struct TimeSpot(long Start, long End)
{
    /// <summary>Reads a date, dateTime or instant.</summary>
    public static TimeSpot Parse(string text)
    {
        var match = Pattern().Match(text);
        Assert.True(match.Success, $"'{text}' is no date");
        var year = Number(match, "year");
        if (!match.Groups["month"].Success)
            return Of(new DateTime(year, 1, 1), date => date.AddYears(1));

        var month = new DateTime(year, Number(match, "month"), 1);
        if (!match.Groups["day"].Success)
            return Of(month, date => date.AddMonths(1));

        var day = month.AddDays(Number(match, "day") - 1);
        if (!match.Groups["hour"].Success)
            return Of(day, date => date.AddDays(1));

        var time = new TimeSpan(Number(match, "hour"), Number(match, "minute"), 0);
        var start = day + time - Offset(match.Groups["zone"].Value);
        if (!match.Groups["second"].Success)
            return Of(start, date => date.AddMinutes(1));

        var fraction = match.Groups["fraction"].Value;
        var unit = TimeSpan.TicksPerSecond / (long)Math.Pow(10, fraction.Length);
        var parts = fraction.Length == 0 ? 0 : long.Parse(fraction, CultureInfo.InvariantCulture);
        return Of(start.AddSeconds(Number(match, "second")).AddTicks(parts * unit), date => date.AddTicks(unit));
    }

    /// <summary>From the begin of one to the end of another; what is null is open.</summary>
    public static TimeSpot Between(TimeSpot? from, TimeSpot? to) =>
        new(from?.Start ?? long.MinValue, to?.End ?? long.MaxValue);

    private static TimeSpot Of(DateTime start, Func<DateTime, DateTime> next) => new(start.Ticks, next(start).Ticks);

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static TimeSpan Offset(string zone)
    {
        if (zone is "" or "Z")
            return TimeSpan.Zero;

        var size = TimeSpan.ParseExact(zone[1..], @"hh\:mm", CultureInfo.InvariantCulture);
        return zone[0] == '-' ? -size : size;
    }

    [GeneratedRegex(
        @"^(?<year>\d{4})(-(?<month>\d\d)(-(?<day>\d\d)(T(?<hour>\d\d):(?<minute>\d\d)"
        + @"(:(?<second>\d\d)(\.(?<fraction>\d{1,7}))?)?(?<zone>Z|[+-]\d\d:\d\d)?)?)?)?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

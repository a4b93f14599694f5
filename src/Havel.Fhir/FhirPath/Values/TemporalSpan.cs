namespace Havel.Fhir.FhirPath.Values;

/// <summary>The time between two moments. Source: https://hl7.org/fhirpath/#datetime-functions (<c>duration</c> counts
/// whole periods, <c>difference</c> the boundaries that are crossed).</summary>
internal static class TemporalSpan
{
    /// <summary>Whole periods from the one to the other; null where either is not known that precisely.</summary>
    public static int? Whole(Temporal start, Temporal end, string unit)
    {
        if (!AreKnown(start, end, unit))
            return null;

        var (from, to) = Moments(start, end);
        if (CalendarUnit.Months(unit) is not { } months)
            return Count((to - from).Ticks, unit);

        var passed = (to.Year - from.Year) * 12 + to.Month - from.Month;
        if (passed > 0 && from.AddMonths(passed) > to)
            passed--;
        else if (passed < 0 && from.AddMonths(passed) < to)
            passed++;
        return passed / months;
    }

    /// <summary>Boundaries between the one and the other: from 23:59 to 00:01 it is one day.</summary>
    public static int? Boundaries(Temporal start, Temporal end, string unit)
    {
        if (!AreKnown(start, end, unit))
            return null;

        var (from, to) = Moments(start, end);
        return unit switch
        {
            "year" => to.Year - from.Year,
            "month" => (to.Year - from.Year) * 12 + to.Month - from.Month,
            "week" => Count(Sunday(to).Ticks - Sunday(from).Ticks, unit),
            _ => Count(Floor(to.Ticks, unit) - Floor(from.Ticks, unit), unit),
        };
    }

    private static bool AreKnown(in Temporal start, in Temporal end, string unit)
    {
        var least = unit switch
        {
            "year" => Precision.Year,
            "month" => Precision.Month,
            "week" or "day" => Precision.Day,
            "hour" => Precision.Hour,
            "minute" => Precision.Minute,
            _ => Precision.Second,
        };
        var isDay = least <= Precision.Day;
        return start.Precision >= least && end.Precision >= least && !(isDay && start.Kind == FhirPathKind.Time);
    }

    private static (DateTime From, DateTime To) Moments(in Temporal start, in Temporal end)
    {
        var isShifted = start.HasOffset && end.HasOffset;
        // Both in the offset of the first, so that days are those of its place.
        var to = isShifted
            ? Math.Clamp(end.UtcTicks + start.OffsetMinutes * TimeSpan.TicksPerMinute, 0, DateTime.MaxValue.Ticks)
            : end.Ticks;
        return (new DateTime(start.Ticks, DateTimeKind.Unspecified), new DateTime(to, DateTimeKind.Unspecified));
    }

    private static long UnitTicks(string unit) =>
        (long)CalendarUnit.Milliseconds(unit)!.Value * TimeSpan.TicksPerMillisecond;

    private static int? Count(long ticks, string unit) =>
        ticks / UnitTicks(unit) is >= int.MinValue and <= int.MaxValue and var count ? (int)count : null;

    private static long Floor(long ticks, string unit) => ticks - ticks % UnitTicks(unit);

    private static DateTime Sunday(DateTime moment) =>
        moment.Ticks < (int)moment.DayOfWeek * TimeSpan.TicksPerDay
            ? DateTime.MinValue
            : moment.Date.AddDays(-(int)moment.DayOfWeek);
}

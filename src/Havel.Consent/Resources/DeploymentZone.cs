namespace Havel.Consent.Resources;

/// <summary>The time zone in which dates without a time are days: Europe/Berlin. Its rule is written out because
/// small machines carry no time zone data, and a day must not depend on the machine.
/// Source: directive 2000/84/EC; before 1996 summer time ended in September.</summary>
internal static class DeploymentZone
{
    private const long DayLength = 86_400_000;

    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.CreateCustomTimeZone(
        "Europe/Berlin",
        TimeSpan.FromHours(1),
        "Europe/Berlin",
        "CET",
        "CEST",
        [SummerTime(1981, 1995, lastMonth: 9), SummerTime(1996, 9999, lastMonth: 10)]);

    /// <summary>The first millisecond of a local date and time, in UTC.</summary>
    public static long Start(DateTime local) =>
        new DateTimeOffset(local, Berlin.GetUtcOffset(local)).ToUnixTimeMilliseconds();

    /// <summary>Reads a range of whole UTC days, which is how a date without a time arrives, as days of this
    /// zone.</summary>
    public static DateRange Localise(DateRange range)
    {
        var startsDay = range.Low == long.MinValue || range.Low % DayLength == 0;
        var endsDay = range.High == long.MaxValue || (range.High + 1) % DayLength == 0;
        if (!startsDay || !endsDay)
            return range;

        return new DateRange(
            range.Low == long.MinValue ? range.Low : Shift(range.Low),
            range.High == long.MaxValue ? range.High : Shift(range.High + 1) - 1);
    }

    private static long Shift(long utcMidnight) =>
        Start(DateTime.SpecifyKind(DateTime.UnixEpoch.AddMilliseconds(utcMidnight), DateTimeKind.Unspecified));

    private static TimeZoneInfo.AdjustmentRule SummerTime(int firstYear, int lastYear, int lastMonth) =>
        TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            new DateTime(firstYear, 1, 1),
            new DateTime(lastYear, 12, 31),
            TimeSpan.FromHours(1),
            LastSunday(3, hour: 2),
            LastSunday(lastMonth, hour: 3));

    private static TimeZoneInfo.TransitionTime LastSunday(int month, int hour) =>
        TimeZoneInfo.TransitionTime.CreateFloatingDateRule(
            new DateTime(1, 1, 1, hour, 0, 0), month, 5, DayOfWeek.Sunday);
}

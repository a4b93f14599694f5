using System.Globalization;
using System.Text;

namespace Havel.Fhir.FhirPath.Values;

/// <summary>Writes dates and times with the precision they have.</summary>
internal static class TemporalText
{
    public static string Of(in Temporal value)
    {
        var text = new StringBuilder(32);
        if (value.Kind != FhirPathKind.Time)
            AppendDate(text, value);
        if (value.Precision >= Precision.Hour)
        {
            if (value.Kind != FhirPathKind.Time)
                text.Append('T');
            AppendClock(text, value);
        }

        if (value.HasOffset)
            AppendOffset(text, value.OffsetMinutes);
        return text.ToString();
    }

    private static void AppendDate(StringBuilder text, in Temporal value)
    {
        var date = new DateTime(value.Ticks, DateTimeKind.Unspecified);
        text.Append(CultureInfo.InvariantCulture, $"{date.Year:D4}");
        if (value.Precision >= Precision.Month)
            text.Append(CultureInfo.InvariantCulture, $"-{date.Month:D2}");
        if (value.Precision >= Precision.Day)
            text.Append(CultureInfo.InvariantCulture, $"-{date.Day:D2}");
    }

    private static void AppendClock(StringBuilder text, in Temporal value)
    {
        var clock = new DateTime(value.Ticks, DateTimeKind.Unspecified);
        text.Append(CultureInfo.InvariantCulture, $"{clock.Hour:D2}");
        if (value.Precision >= Precision.Minute)
            text.Append(CultureInfo.InvariantCulture, $":{clock.Minute:D2}");
        if (value.Precision < Precision.Second)
            return;

        text.Append(CultureInfo.InvariantCulture, $":{clock.Second:D2}");
        if (value.FractionDigits == 0)
            return;

        var fraction = (value.Ticks % TimeSpan.TicksPerSecond).ToString("D7", CultureInfo.InvariantCulture);
        text.Append('.').Append(fraction.AsSpan(0, value.FractionDigits));
    }

    private static void AppendOffset(StringBuilder text, int minutes)
    {
        if (minutes == 0)
        {
            text.Append('Z');
            return;
        }

        var size = Math.Abs(minutes);
        text.Append(minutes < 0 ? '-' : '+');
        text.Append(CultureInfo.InvariantCulture, $"{size / 60:D2}:{size % 60:D2}");
    }
}

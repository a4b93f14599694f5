using System.Globalization;

namespace Havel.Fhir.FhirPath.Values;

/// <summary>Reads dates and times as FHIR and FHIRPath write them, partial ones included.
/// Sources: https://hl7.org/fhir/R4/datatypes.html#dateTime, https://hl7.org/fhirpath/N1/#datetime.</summary>
internal static class TemporalParser
{
    private const int MostFractionDigits = 7;

    public static bool TryParse(FhirPathKind kind, ReadOnlySpan<char> text, out Temporal value)
    {
        value = default;
        if (kind == FhirPathKind.Time)
            return TryParseTime(text, out value);

        var split = text.IndexOf('T');
        var date = split < 0 ? text : text[..split];
        if (!TryReadDate(date, out var ticks, out var precision))
            return false;
        if (split < 0 || split == text.Length - 1)
        {
            value = new Temporal(kind, ticks, precision);
            return kind == FhirPathKind.DateTime || split < 0;
        }

        if (kind == FhirPathKind.Date || precision != Precision.Day)
            return false;

        var clock = text[(split + 1)..];
        if (!TryReadOffset(ref clock, out var offset)
            || !TryReadClock(clock, out var time, out precision, out var digits))
            return false;

        value = new Temporal(kind, ticks + time, precision, digits, offset);
        return true;
    }

    private static bool TryParseTime(ReadOnlySpan<char> text, out Temporal value)
    {
        if (text.StartsWith("T", StringComparison.Ordinal))
            text = text[1..];

        var found = TryReadClock(text, out var ticks, out var precision, out var digits);
        value = found ? new Temporal(FhirPathKind.Time, ticks, precision, digits) : default;
        return found;
    }

    private static bool TryReadDate(ReadOnlySpan<char> text, out long ticks, out Precision precision)
    {
        ticks = 0;
        precision = text.Length switch { 4 => Precision.Year, 7 => Precision.Month, _ => Precision.Day };
        int month = 1, day = 1;
        if (text.Length is not (4 or 7 or 10) || !TryReadDigits(text[..4], out var year) || year < 1)
            return false;
        if (text.Length > 4 && (text[4] != '-' || !TryReadDigits(text[5..7], out month) || month is < 1 or > 12))
            return false;
        if (text.Length > 7 && (text[7] != '-' || !TryReadDigits(text[8..10], out day)))
            return false;
        if (day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;

        ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified).Ticks;
        return true;
    }

    private static bool TryReadClock(ReadOnlySpan<char> text, out long ticks, out Precision precision, out int digits)
    {
        ticks = 0;
        digits = 0;
        precision = text.Length switch { 2 => Precision.Hour, 5 => Precision.Minute, _ => Precision.Second };
        int minute = 0, second = 0;
        if (text.Length is not (2 or 5) && text.Length < 8)
            return false;
        if (!TryReadDigits(text[..2], out var hour) || hour > 23)
            return false;
        if (text.Length > 2 && (text[2] != ':' || !TryReadDigits(text[3..5], out minute) || minute > 59))
            return false;
        // A leap second (60) is allowed by FHIR; it counts as the first moment of the next minute.
        if (text.Length > 5 && (text[5] != ':' || !TryReadDigits(text[6..8], out second) || second > 60))
            return false;

        ticks = hour * TimeSpan.TicksPerHour + minute * TimeSpan.TicksPerMinute + second * TimeSpan.TicksPerSecond;
        return text.Length <= 8 || TryReadFraction(text[8..], ref ticks, out digits);
    }

    private static bool TryReadFraction(ReadOnlySpan<char> text, ref long ticks, out int digits)
    {
        digits = Math.Min(text.Length - 1, MostFractionDigits);
        if (text[0] != '.' || digits < 1)
            return false;

        var unit = TimeSpan.TicksPerSecond;
        for (var i = 1; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
                return false;
            unit /= 10;
            ticks += (text[i] - '0') * unit;
        }

        return true;
    }

    private static bool TryReadOffset(ref ReadOnlySpan<char> text, out int? minutes)
    {
        minutes = null;
        if (text.EndsWith("Z", StringComparison.Ordinal))
        {
            minutes = 0;
            text = text[..^1];
            return true;
        }

        var at = text.LastIndexOfAny('+', '-');
        if (at < 0)
            return true;

        var offset = text[(at + 1)..];
        if (offset.Length != 5 || offset[2] != ':')
            return false;
        if (!TryReadDigits(offset[..2], out var hour) || !TryReadDigits(offset[3..], out var minute))
            return false;
        if (hour > 14 || minute > 59)
            return false;

        minutes = (text[at] == '-' ? -1 : 1) * (hour * 60 + minute);
        text = text[..at];
        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}

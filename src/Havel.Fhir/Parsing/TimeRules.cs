namespace Havel.Fhir.Parsing;

/// <summary>Dates and times over their bytes; the day must exist in the calendar.
/// Source: https://hl7.org/fhir/R4/datatypes.html#dateTime.</summary>
internal static class TimeRules
{
    public static bool IsDate(ReadOnlySpan<byte> text) => text.Length switch
    {
        4 => Year(text) > 0,
        7 => Year(text) > 0 && text[4] == '-' && Two(text, 5) is >= 1 and <= 12,
        10 => IsDay(text),
        _ => false,
    };

    public static bool IsDateTime(ReadOnlySpan<byte> text) => text.Length <= 10 ? IsDate(text) : IsInstant(text);

    /// <summary>A full day, a time to the second at least, and a zone.</summary>
    public static bool IsInstant(ReadOnlySpan<byte> text)
    {
        if (text.Length < 20 || !IsDay(text[..10]) || text[10] != 'T')
            return false;

        var zone = text[11..].IndexOfAny((byte)'Z', (byte)'+', (byte)'-');
        return zone > 0 && IsTime(text.Slice(11, zone)) && IsZone(text[(11 + zone)..]);
    }

    public static bool IsTime(ReadOnlySpan<byte> text)
    {
        // Leap seconds are allowed, as the regex allows them; "24:00" is not.
        var isClock = text.Length >= 8 && text[2] == ':' && text[5] == ':'
            && Two(text, 0) is >= 0 and <= 23 && Two(text, 3) is >= 0 and <= 59 && Two(text, 6) is >= 0 and <= 60;
        if (!isClock || text.Length == 8)
            return isClock;

        return text[8] == '.' && text.Length > 9 && text[9..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    private static bool IsDay(ReadOnlySpan<byte> text)
    {
        var year = Year(text);
        var month = Two(text, 5);
        if (year <= 0 || text[4] != '-' || text[7] != '-' || month is < 1 or > 12)
            return false;

        var day = Two(text, 8);
        return day is >= 1 and <= 28 || (day > 28 && day <= DateTime.DaysInMonth(year, month));
    }

    private static bool IsZone(ReadOnlySpan<byte> text)
    {
        if (text.Length == 1)
            return text[0] == 'Z';
        if (text.Length != 6 || text[0] == 'Z' || text[3] != ':')
            return false;

        var hours = Two(text, 1);
        var minutes = Two(text, 4);
        return (hours is >= 0 and <= 13 && minutes is >= 0 and <= 59) || (hours == 14 && minutes == 0);
    }

    private static int Year(ReadOnlySpan<byte> text)
    {
        var century = Two(text, 0);
        var year = Two(text, 2);
        return century < 0 || year < 0 ? -1 : century * 100 + year;
    }

    /// <summary>The number that two digits make, or -1.</summary>
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        var tens = text[at] - '0';
        var ones = text[at + 1] - '0';
        return (uint)tens > 9 || (uint)ones > 9 ? -1 : tens * 10 + ones;
    }
}

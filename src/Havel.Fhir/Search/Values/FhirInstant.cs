using System.Text;

namespace Havel.Fhir.Search.Values;

/// <summary>Dates as spans of milliseconds: <c>2012-01</c> is all of January. A time without zone is UTC
/// (docs/search.md).
/// Source: https://hl7.org/fhir/R4/search.html#date.</summary>
internal ref struct FhirInstant
{
    private const long Minute = 60_000;
    private const long Day = 24 * 60 * Minute;

    private readonly ReadOnlySpan<byte> _text;
    private int _at;

    private FhirInstant(ReadOnlySpan<byte> text)
    {
        _text = text;
    }

    /// <summary>Reads a date, dateTime or instant at any precision.</summary>
    public static bool TryParse(string text, out TimeRange range)
    {
        Span<byte> utf8 = stackalloc byte[64];
        range = default;
        return Encoding.UTF8.TryGetBytes(text, utf8, out var length) && TryParse(utf8[..length], out range);
    }

    /// <inheritdoc cref="TryParse(string, out TimeRange)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, out TimeRange range)
    {
        var reader = new FhirInstant(text);
        return reader.Read(out range) && reader._at == text.Length;
    }

    private bool Read(out TimeRange range)
    {
        range = default;
        if (!Digits(4, out var year) || year == 0)
            return false;

        if (AtEnd)
        {
            range = Span(StartOf(year, 1, 1), year == 9999 ? StartOf(9999, 12, 31) + Day : StartOf(year + 1, 1, 1));
            return true;
        }

        if (!Take('-') || !Digits(2, out var month) || month is < 1 or > 12)
            return false;

        if (AtEnd)
        {
            var start = StartOf(year, month, 1);
            range = Span(start, start + DateTime.DaysInMonth(year, month) * Day);
            return true;
        }

        if (!Take('-') || !Digits(2, out var day) || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;

        var midnight = StartOf(year, month, day);
        range = Span(midnight, midnight + Day);
        return AtEnd || (Take('T') && Time(midnight, out range));
    }

    private bool Time(long midnight, out TimeRange range)
    {
        range = default;
        if (!Digits(2, out var hour) || hour > 23 || !Take(':') || !Digits(2, out var minute) || minute > 59)
            return false;

        var start = midnight + (hour * 60 + minute) * Minute;
        var length = Minute;
        if (Take(':'))
        {
            if (!Digits(2, out var second) || second > 60)
                return false;

            // A leap second is the last second of its minute: the scale of milliseconds has no room for it.
            start += Math.Min(second, 59) * 1000L;
            length = 1000;
            if (Take('.') && !Fraction(ref start, ref length))
                return false;
        }

        if (!Zone(out var offset))
            return false;

        range = Span(start - offset, start - offset + length);
        return true;
    }

    private bool Fraction(ref long start, ref long length)
    {
        var digits = 0;
        for (; !AtEnd && _text[_at] is >= (byte)'0' and <= (byte)'9'; _at++, digits++)
        {
            if (length == 1)
                continue;

            length /= 10;
            start += (_text[_at] - '0') * length;
        }

        return digits > 0;
    }

    private bool Zone(out long offset)
    {
        offset = 0;
        if (AtEnd || Take('Z'))
            return true;

        // A plus sign that a client forgot to encode arrives as a blank.
        var isEast = Take('+') || Take(' ');
        if ((!isEast && !Take('-')) || !Digits(2, out var hours) || !Take(':') || !Digits(2, out var minutes))
            return false;

        offset = (hours * 60 + minutes) * Minute * (isEast ? 1 : -1);
        return hours <= 14 && minutes <= 59;
    }

    private readonly bool AtEnd => _at >= _text.Length;

    private static TimeRange Span(long start, long end) => new(start, end - 1);

    private static long StartOf(int year, int month, int day)
    {
        var midnight = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        return (midnight.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
    }

    private bool Digits(int count, out int value)
    {
        value = 0;
        if (_at + count > _text.Length)
            return false;

        for (var i = 0; i < count; i++)
        {
            var digit = _text[_at + i] - '0';
            if (digit is < 0 or > 9)
                return false;

            value = value * 10 + digit;
        }

        _at += count;
        return true;
    }

    private bool Take(char letter)
    {
        if (AtEnd || _text[_at] != letter)
            return false;

        _at++;
        return true;
    }
}

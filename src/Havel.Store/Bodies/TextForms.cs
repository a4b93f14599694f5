using System.Buffers.Binary;

namespace Havel.Store.Bodies;

/// <summary>Texts that say less than their length: UUIDs, instants, digits. What is read here comes out the same, byte
/// for byte; anything else is left to the other instructions.</summary>
internal static class TextForms
{
    /// <summary>1920-01-01T00:00:00 in seconds since 1970; four bytes reach from there to 2056.</summary>
    public const long FirstSecond = -1577923200;

    private const int SecondsPerDay = 86400;

    /// <summary>Digits and what stands between them in dates, decimals and numbers; the index is what is
    /// stored.</summary>
    private static ReadOnlySpan<byte> DigitChars => "0123456789.-:T+,"u8;

    /// <summary>The value of a hexadecimal digit in lower case, or of a character of <see
    /// cref="DigitChars"/>.</summary>
    private static readonly sbyte[] s_hex = Values("0123456789abcdef"u8);

    private static readonly sbyte[] s_digit = Values(DigitChars);

    private static ReadOnlySpan<byte> HexChars => "0123456789abcdef"u8;

    public static bool IsDigit(byte value) => s_digit[value] >= 0;

    /// <summary>Reads a UUID at the start of the text.</summary>
    public static bool TryReadUuid(ReadOnlySpan<byte> text, Span<byte> value)
    {
        if (text.Length < BodyOp.UuidLength || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
            return false;

        var from = 0;
        for (var index = 0; index < BodyOp.UuidBytes; index++)
        {
            if (from is 8 or 13 or 18 or 23)
                from++;

            int high = s_hex[text[from]], low = s_hex[text[from + 1]];
            if ((high | low) < 0)
                return false;

            value[index] = (byte)(high << 4 | low);
            from += 2;
        }

        return true;
    }

    public static void WriteUuid(ReadOnlySpan<byte> value, Span<byte> text)
    {
        var hex = HexChars;
        var to = 0;
        text = text[..BodyOp.UuidLength];
        for (var index = 0; index < BodyOp.UuidBytes; index++)
        {
            if (to is 8 or 13 or 18 or 23)
                text[to++] = (byte)'-';

            text[to] = hex[value[index] >> 4];
            text[to + 1] = hex[value[index] & 15];
            to += 2;
        }
    }

    /// <summary>Reads <c>yyyy-MM-ddTHH:mm:ss</c> at the start of the text.</summary>
    public static bool TryReadTime(ReadOnlySpan<byte> text, out uint value)
    {
        value = 0;
        if (text.Length < BodyOp.TimeLength || text[4] != '-' || text[7] != '-' || text[10] != 'T'
            || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        int year = Two(text, 0) * 100 + Two(text, 2), month = Two(text, 5), day = Two(text, 8);
        int hour = Two(text, 11), minute = Two(text, 14), second = Two(text, 17);
        if (year is < 1920 or > 2055 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        var days = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks / TimeSpan.TicksPerDay
            - DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerDay;
        value = (uint)(days * SecondsPerDay + hour * 3600 + minute * 60 + second - FirstSecond);
        return true;
    }

    public static void WriteTime(uint value, Span<byte> text)
    {
        var time = DateTime.UnixEpoch.AddTicks((FirstSecond + value) * TimeSpan.TicksPerSecond);
        var (year, month, day) = (time.Year, time.Month, time.Day);
        text = text[..BodyOp.TimeLength];
        Two(text, 0, year / 100);
        Two(text, 2, year % 100);
        text[4] = (byte)'-';
        Two(text, 5, month);
        text[7] = (byte)'-';
        Two(text, 8, day);
        text[10] = (byte)'T';
        Two(text, 11, time.Hour);
        text[13] = (byte)':';
        Two(text, 14, time.Minute);
        text[16] = (byte)':';
        Two(text, 17, time.Second);
    }

    /// <summary>How many of the first characters can be written two a byte.</summary>
    public static int DigitsAt(ReadOnlySpan<byte> text)
    {
        var length = Math.Min(text.Length, BodyOp.LongestDigits);
        var count = 0;
        while (count < length && s_digit[text[count]] >= 0)
            count++;

        return count;
    }

    public static int DigitBytes(int count) => (count + 1) / 2;

    public static void PackDigits(ReadOnlySpan<byte> text, Span<byte> packed)
    {
        for (var index = 0; index < text.Length; index += 2)
        {
            var low = index + 1 < text.Length ? s_digit[text[index + 1]] : 0;
            packed[index / 2] = (byte)(s_digit[text[index]] << 4 | low);
        }
    }

    public static void UnpackDigits(ReadOnlySpan<byte> packed, Span<byte> text)
    {
        var chars = DigitChars;
        for (var index = 0; index < text.Length; index++)
            text[index] = chars[(index & 1) == 0 ? packed[index / 2] >> 4 : packed[index / 2] & 15];
    }

    public static uint ReadTimeBytes(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        int high = text[at] - '0', low = text[at + 1] - '0';
        return (uint)high > 9 || (uint)low > 9 ? -1000000 : high * 10 + low;
    }

    private static void Two(Span<byte> text, int at, int value)
    {
        text[at] = (byte)('0' + value / 10);
        text[at + 1] = (byte)('0' + value % 10);
    }

    private static sbyte[] Values(ReadOnlySpan<byte> chars)
    {
        var values = new sbyte[256];
        values.AsSpan().Fill(-1);
        for (var index = 0; index < chars.Length; index++)
            values[chars[index]] = (sbyte)index;

        return values;
    }
}

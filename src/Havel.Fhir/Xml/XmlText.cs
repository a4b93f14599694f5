using System.Text;

namespace Havel.Fhir.Xml;

/// <summary>References to characters, and what an attribute's whitespace means.
/// Source: https://www.w3.org/TR/xml/#AVNormalize, https://www.w3.org/TR/xml/#sec-references.</summary>
internal static class XmlText
{
    private const int LongestName = 64;

    /// <summary>The length of the reference at the start of the text (<c>&amp;lt;</c>), and the character it stands
    /// for; 0 where it is none that XML without a document type knows.</summary>
    public static int ReadReference(ReadOnlySpan<byte> text, out Rune character)
    {
        character = default;
        var end = EndOf(text);
        if (end < 2)
            return 0;

        var name = text[1..end];
        var value = name[0] == '#' ? Number(name[1..]) : Named(name);
        if (!IsCharacter(value))
            return 0;

        character = new Rune(value);
        return end + 1;
    }

    /// <summary>The text of an attribute's value: references resolved, tabs and line ends turned into spaces.</summary>
    /// <param name="raw">A value that the scanner has found to be well formed.</param>
    /// <param name="target">Room for as many bytes as the raw value has.</param>
    public static int Decode(ReadOnlySpan<byte> raw, Span<byte> target)
    {
        var written = 0;
        for (var at = 0; at < raw.Length;)
        {
            var value = raw[at];
            if (value == '&')
            {
                at += ReadReference(raw[at..], out var character);
                written += character.EncodeToUtf8(target[written..]);
                continue;
            }

            // A line end of two characters is one, so one space.
            if (value == '\r' && at + 1 < raw.Length && raw[at + 1] == '\n')
                at++;
            target[written++] = value is (byte)'\t' or (byte)'\n' or (byte)'\r' ? (byte)' ' : value;
            at++;
        }

        return written;
    }

    /// <summary>Where the reference's semicolon may be; at most -1 for nowhere. A number may have any count of leading
    /// zeros, so it is followed as long as it has digits.</summary>
    private static int EndOf(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text[1] != '#')
            return text[..Math.Min(text.Length, LongestName)].IndexOf((byte)';');

        var at = 2;
        while (at < text.Length && char.IsAsciiLetterOrDigit((char)text[at]))
            at++;
        return at < text.Length && text[at] == ';' ? at : -1;
    }

    private static int Named(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("amp"u8))
            return '&';
        if (name.SequenceEqual("lt"u8))
            return '<';
        if (name.SequenceEqual("gt"u8))
            return '>';
        if (name.SequenceEqual("quot"u8))
            return '"';

        return name.SequenceEqual("apos"u8) ? '\'' : -1;
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var isHex = digits is [(byte)'x', ..];
        if (isHex)
            digits = digits[1..];
        if (digits.IsEmpty)
            return -1;

        var value = 0;
        foreach (var digit in digits)
        {
            if (isHex ? !char.IsAsciiHexDigit((char)digit) : !char.IsAsciiDigit((char)digit))
                return -1;

            value = isHex
                ? value * 16 + (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10)
                : value * 10 + digit - '0';
            if (value > 0x10FFFF)
                return -1;
        }

        return value;
    }

    // Source: https://www.w3.org/TR/xml/#charsets.
    private static bool IsCharacter(int value) =>
        value is '\t' or '\n' or '\r' or (>= 0x20 and < 0xD800) or (> 0xDFFF and < 0xFFFE)
            or (> 0xFFFF and <= 0x10FFFF);
}

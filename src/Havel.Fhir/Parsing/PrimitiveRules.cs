using System.Buffers;
using System.Buffers.Text;
using Havel.Fhir.Definitions;

namespace Havel.Fhir.Parsing;

/// <summary>The rules of the primitive data types over their unescaped bytes.
/// Source: https://hl7.org/fhir/R4/datatypes.html#primitive; the regexes there are written out by hand here.</summary>
internal static class PrimitiveRules
{
    private static readonly SearchValues<byte> Base64Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    private static readonly SearchValues<byte> IdLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-."u8);

    /// <summary>Whether the text is a value of that primitive.</summary>
    public static bool Holds(PrimitiveKind kind, ReadOnlySpan<byte> text) => kind switch
    {
        PrimitiveKind.Base64Binary => IsBase64(text),
        PrimitiveKind.Boolean => text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8),
        PrimitiveKind.Code => IsCode(text),
        PrimitiveKind.Date => TimeRules.IsDate(text),
        PrimitiveKind.DateTime => TimeRules.IsDateTime(text),
        PrimitiveKind.Decimal => IsDecimal(text),
        PrimitiveKind.Id => IsId(text),
        PrimitiveKind.Instant => TimeRules.IsInstant(text),
        PrimitiveKind.Integer or PrimitiveKind.PositiveInt or PrimitiveKind.UnsignedInt => IsInteger(kind, text),
        PrimitiveKind.Oid => IsOid(text),
        PrimitiveKind.Time => TimeRules.IsTime(text),
        PrimitiveKind.Uri or PrimitiveKind.Url or PrimitiveKind.Canonical => IsUri(text),
        PrimitiveKind.Uuid => IsUuid(text),
        PrimitiveKind.Xhtml => XhtmlRules.FaultOf(text) is null,
        _ => !text.IsEmpty,
    };

    /// <summary>What a value should look like, for the end of a sentence.</summary>
    public static string Expectation(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.Base64Binary => "base64 with padding",
        PrimitiveKind.Code => "no whitespace at either end and single spaces within",
        PrimitiveKind.Date => "a real day as YYYY, YYYY-MM or YYYY-MM-DD",
        PrimitiveKind.DateTime => "YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss+zz:zz of a real day",
        PrimitiveKind.Decimal => "a decimal number",
        PrimitiveKind.Id => "1 to 64 letters, digits, '-' and '.'",
        PrimitiveKind.Instant => "YYYY-MM-DDThh:mm:ss.sss+zz:zz of a real day",
        PrimitiveKind.Integer => "a whole number of 32 bits without leading zeros",
        PrimitiveKind.PositiveInt => "a whole number from 1 to 2147483647",
        PrimitiveKind.UnsignedInt => "a whole number from 0 to 2147483647",
        PrimitiveKind.Oid => "urn:oid: and numbers with dots",
        PrimitiveKind.Time => "hh:mm:ss",
        PrimitiveKind.Uuid => "urn:uuid: and a UUID in lower case",
        _ => "no whitespace in it",
    };

    public static bool IsUri(ReadOnlySpan<byte> text) =>
        !text.IsEmpty && text.IndexOfAnyInRange((byte)0, (byte)' ') < 0;

    public static bool IsId(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= 64 && !text.ContainsAnyExcept(IdLetters);

    public static bool IsCode(ReadOnlySpan<byte> text)
    {
        var wasSpace = true;
        foreach (var value in text)
        {
            var isSpace = value is (byte)' ' or >= 9 and <= 13;
            if (isSpace && wasSpace)
                return false;
            wasSpace = isSpace;
        }

        return !wasSpace;
    }

    public static bool IsInteger(PrimitiveKind kind, ReadOnlySpan<byte> text)
    {
        // The regex knows no "-0" and no leading zeros.
        if (text is [(byte)'-', (byte)'0', ..] || (text.Length > 1 && text[0] == '0'))
            return false;
        if (!Utf8Parser.TryParse(text, out int value, out var taken) || taken != text.Length)
            return false;

        return kind switch
        {
            PrimitiveKind.PositiveInt => value > 0,
            PrimitiveKind.UnsignedInt => value >= 0,
            _ => true,
        };
    }

    private static bool IsDecimal(ReadOnlySpan<byte> text)
    {
        var at = text is [(byte)'-', ..] ? 1 : 0;
        var whole = Digits(text[at..]);
        if (whole == 0 || (whole > 1 && text[at] == '0'))
            return false;

        at += whole;
        if (at < text.Length && text[at] == '.')
        {
            var fraction = Digits(text[(at + 1)..]);
            if (fraction == 0)
                return false;
            at += 1 + fraction;
        }

        if (at < text.Length && text[at] is (byte)'e' or (byte)'E')
        {
            at += at + 1 < text.Length && text[at + 1] is (byte)'+' or (byte)'-' ? 2 : 1;
            var exponent = Digits(text[at..]);
            if (exponent == 0)
                return false;
            at += exponent;
        }

        return at == text.Length;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }

    private static bool IsBase64(ReadOnlySpan<byte> text)
    {
        var letters = 0;
        var padding = 0;
        while (!text.IsEmpty)
        {
            var run = text.IndexOfAnyExcept(Base64Letters);
            run = run < 0 ? text.Length : run;
            if (run > 0 && padding > 0)
                return false;

            letters += run;
            if (run == text.Length)
                break;
            if (text[run] == '=')
                padding++;
            else if (text[run] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
                return false;
            text = text[(run + 1)..];
        }

        return letters > 0 && padding <= 2 && (letters + padding) % 4 == 0;
    }

    private static bool IsOid(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("urn:oid:"u8) || text.Length < 11)
            return false;
        if (text[8] is < (byte)'0' or > (byte)'2' || text[9] != '.')
            return false;

        foreach (var range in text[10..].Split((byte)'.'))
        {
            var arc = text[10..][range];
            if (arc.IsEmpty || Digits(arc) != arc.Length || (arc.Length > 1 && arc[0] == '0'))
                return false;
        }

        return true;
    }

    private static bool IsUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length != 45 || !text.StartsWith("urn:uuid:"u8))
            return false;

        var hex = text[9..];
        for (var at = 0; at < hex.Length; at++)
        {
            var isDash = at is 8 or 13 or 18 or 23;
            var holds = isDash ? hex[at] == '-' : char.IsAsciiHexDigitLower((char)hex[at]);
            if (!holds)
                return false;
        }

        return true;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Havel.Fhir.Parsing;

/// <content>The JSON level: tokens, strings, numbers. Source: RFC 8259. The bytes are known to be valid
/// UTF-8.</content>
internal ref partial struct ResourceReader
{
    /// <summary>The byte at the current place; 0, which starts no token, at the end.</summary>
    private readonly byte Peek() => (uint)_at < (uint)_bytes.Length ? _bytes[_at] : (byte)0;

    /// <summary>Passes over whitespace and shows the first byte of the next token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte Token()
    {
        var value = Peek();
        return value > 0x20 ? value : TokenBehindWhitespace();
    }

    private byte TokenBehindWhitespace()
    {
        while ((uint)_at < (uint)_bytes.Length && _bytes[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _hasWhitespace = true;
            _at++;
        }

        return Peek();
    }

    /// <summary>Reads a string from its opening quote to behind its closing quote.</summary>
    private StringFlags ReadString()
    {
        ref var origin = ref MemoryMarshal.GetReference(_bytes);
        var at = _at + 1;
        var spaces = 0u;
        var flags = StringFlags.None;
        while (true)
        {
            while (at + Vector128<byte>.Count <= _bytes.Length)
            {
                var block = Vector128.LoadUnsafe(ref origin, (nuint)at);
                var stops = Vector128.Equals(block, Vector128.Create((byte)'"'))
                    | Vector128.Equals(block, Vector128.Create((byte)'\\'))
                    | Vector128.LessThan(block, Vector128.Create((byte)0x20));
                var stop = stops.ExtractMostSignificantBits();
                var space = Vector128.Equals(block, Vector128.Create((byte)' ')).ExtractMostSignificantBits();
                if (stop != 0)
                {
                    var ahead = BitOperations.TrailingZeroCount(stop);
                    spaces |= space & ((1u << ahead) - 1);
                    at += ahead;
                    break;
                }

                spaces |= space;
                at += Vector128<byte>.Count;
            }

            while ((uint)at < (uint)_bytes.Length && _bytes[at] is >= 0x20 and not (byte)'"' and not (byte)'\\')
                spaces |= _bytes[at++] == ' ' ? 1u : 0;

            if ((uint)at < (uint)_bytes.Length && _bytes[at] == '"')
            {
                _at = at + 1;
                return spaces == 0 ? flags : flags | StringFlags.Spaces;
            }

            if ((uint)at >= (uint)_bytes.Length || _bytes[at] != '\\')
                return BrokenString(at);

            flags |= StringFlags.Escapes | ReadEscape(ref at);
        }
    }

    private StringFlags BrokenString(int at)
    {
        if (at < _bytes.Length)
        {
            _at = at;
            Fail($"A string holds the raw control character U+{_bytes[at]:X4}; JSON wants it escaped.");
        }
        else
        {
            FailAtEnd("a string that is not closed");
        }

        return StringFlags.None;
    }

    /// <summary>Passes over one escape; a broken one ends the parse.</summary>
    private StringFlags ReadEscape(ref int at)
    {
        var kind = at + 1 < _bytes.Length ? _bytes[at + 1] : (byte)0;
        switch (kind)
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'n' or (byte)'r' or (byte)'t':
                at += 2;
                return StringFlags.None;
            case (byte)'b' or (byte)'f':
                at += 2;
                return StringFlags.Control;
            case (byte)'u':
                return ReadUnicodeEscape(ref at);
            default:
                _at = at;
                Fail("A string holds a backslash that starts no JSON escape.");
                at = _bytes.Length;
                return StringFlags.None;
        }
    }

    private StringFlags ReadUnicodeEscape(ref int at)
    {
        var unit = Hex4(at + 2);
        if (unit < 0)
            return BrokenEscape(ref at, @"An escape \u is not followed by four hexadecimal digits.");
        if (unit is < 0xD800 or > 0xDFFF)
        {
            at += 6;
            return unit < 0x20 && unit is not ('\t' or '\n' or '\r') ? StringFlags.Control : StringFlags.None;
        }

        var isPair = unit < 0xDC00 && at + 12 <= _bytes.Length && _bytes[at + 6] == '\\' && _bytes[at + 7] == 'u'
            && Hex4(at + 8) is >= 0xDC00 and <= 0xDFFF;
        if (!isPair)
            return BrokenEscape(ref at, $@"The escape \u{unit:X4} is half of a surrogate pair and stands alone.");

        at += 12;
        return StringFlags.None;
    }

    private StringFlags BrokenEscape(ref int at, string message)
    {
        _at = at;
        Fail(message);
        at = _bytes.Length;
        return StringFlags.None;
    }

    private readonly int Hex4(int at)
    {
        if (at + 4 > _bytes.Length)
            return -1;

        var value = 0;
        foreach (var digit in _bytes.Slice(at, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit))
                return -1;
            value = value << 4 | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return value;
    }

    /// <summary>Reads a number; false if the grammar of JSON is broken, after an issue that ends the parse.</summary>
    /// <param name="isInteger">Whether there is neither fraction nor exponent.</param>
    private bool ReadNumber(out bool isInteger)
    {
        isInteger = true;
        var start = _at;
        if (Peek() == '-')
            _at++;
        if (Peek() == '0')
            _at++;
        else if (!ReadDigits())
            return BrokenNumber(start);

        if (Peek() == '.')
        {
            isInteger = false;
            _at++;
            if (!ReadDigits())
                return BrokenNumber(start);
        }

        if (Peek() is (byte)'e' or (byte)'E')
        {
            isInteger = false;
            _at++;
            if (Peek() is (byte)'+' or (byte)'-')
                _at++;
            if (!ReadDigits())
                return BrokenNumber(start);
        }

        return Peek() is not (>= (byte)'0' and <= (byte)'9') || BrokenNumber(start);
    }

    private bool ReadDigits()
    {
        var start = _at;
        while (Peek() is >= (byte)'0' and <= (byte)'9')
            _at++;
        return _at > start;
    }

    private bool BrokenNumber(int start)
    {
        if (_at >= _bytes.Length)
        {
            FailAtEnd("a number");
            return false;
        }

        var found = Quote(_bytes[start..Math.Min(_at + 1, _bytes.Length)]);
        Fail($"{found} does not follow JSON's grammar of numbers.");
        return false;
    }

    private bool ReadWord(ReadOnlySpan<byte> word)
    {
        if (_bytes[_at..].StartsWith(word))
        {
            _at += word.Length;
            return true;
        }

        if (_bytes.Length - _at < word.Length && word.StartsWith(_bytes[_at..]))
            FailAtEnd("a literal");
        else
            Fail($"Expected a value and found {FoundHere()}.");
        return false;
    }
}

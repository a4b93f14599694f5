using System.Buffers.Text;
using System.Text;

namespace Havel.Fhir.Nodes;

/// <summary>The text of a JSON string with escapes. Source: RFC 8259, section 7.</summary>
internal static class JsonText
{
    /// <summary>Resolves the escapes of a string that the parser has already found to be well formed.</summary>
    /// <param name="raw">UTF-8 bytes between the quotes.</param>
    public static string Unescape(ReadOnlySpan<byte> raw)
    {
        var text = new byte[raw.Length];
        return Encoding.UTF8.GetString(text, 0, Unescape(raw, text));
    }

    /// <summary>The same into a buffer, which needs at most as many bytes as the raw text has; gives the number
    /// written.</summary>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> target)
    {
        var written = 0;
        while (true)
        {
            var escape = raw.IndexOf((byte)'\\');
            if (escape < 0)
            {
                raw.CopyTo(target[written..]);
                return written + raw.Length;
            }

            raw[..escape].CopyTo(target[written..]);
            written += escape;
            raw = raw[(escape + 1)..];
            var rest = target[written..];
            written += raw[0] == 'u' ? UnicodeEscape(raw, rest, out var taken) : Simple(raw[0], rest, out taken);
            raw = raw[taken..];
        }
    }

    private static int Simple(byte kind, Span<byte> target, out int taken)
    {
        taken = 1;
        target[0] = kind switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            _ => kind,
        };
        return 1;
    }

    private static int UnicodeEscape(ReadOnlySpan<byte> raw, Span<byte> target, out int taken)
    {
        taken = 5;
        var unit = Hex(raw[1..5]);
        if (!char.IsHighSurrogate((char)unit))
            return Rune.TryCreate(unit, out var single) ? single.EncodeToUtf8(target) : 0;

        taken = 11;
        return new Rune((char)unit, (char)Hex(raw[7..11])).EncodeToUtf8(target);
    }

    private static int Hex(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out int value, out _, 'x') ? value : 0;
}

using System.Text;

namespace Havel.Server.Requests;

/// <summary>Reads and writes <c>application/x-www-form-urlencoded</c> text, the form of both URL queries and _search
/// bodies.
/// Source: https://url.spec.whatwg.org/#application/x-www-form-urlencoded.</summary>
internal static class QueryText
{
    /// <summary>The pairs in the order of the text; empty names are dropped.</summary>
    /// <returns>Null where the text is malformed: a broken escape, bytes that are not UTF-8, too many pairs.</returns>
    public static List<QueryPair>? Parse(ReadOnlySpan<char> text)
    {
        var pairs = new List<QueryPair>();
        foreach (var range in text.Split('&'))
        {
            var pair = text[range];
            if (pair.IsEmpty)
                continue;

            var equals = pair.IndexOf('=');
            var name = Decode(equals < 0 ? pair : pair[..equals], plusIsSpace: true);
            var value = equals < 0 ? string.Empty : Decode(pair[(equals + 1)..], plusIsSpace: true);
            if (name is null || value is null || pairs.Count == Limits.MaxQueryPairs)
                return null;

            if (name.Length > 0)
                pairs.Add(new QueryPair(name, value));
        }

        return pairs;
    }

    /// <summary>The value of the first pair of that name, or null.</summary>
    public static string? Find(IReadOnlyList<QueryPair> pairs, string name)
    {
        for (var i = 0; i < pairs.Count; i++)
        {
            if (string.Equals(pairs[i].Key, name, StringComparison.Ordinal))
                return pairs[i].Value;
        }

        return null;
    }

    /// <summary>Resolves percent escapes; null where one is broken or the bytes are not UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<char> text, bool plusIsSpace)
    {
        if (!text.Contains('%') && (!plusIsSpace || !text.Contains('+')))
            return text.ToString();

        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                    return null;

                bytes[count++] = (byte)((Hex(text[i + 1]) << 4) | Hex(text[i + 2]));
                i += 2;
            }
            else if (c == '+' && plusIsSpace)
            {
                bytes[count++] = (byte)' ';
            }
            else
            {
                count += Encoding.UTF8.GetBytes(text.Slice(i, 1), bytes.AsSpan(count));
            }
        }

        var decoded = bytes.AsSpan(0, count);
        return System.Text.Unicode.Utf8.IsValid(decoded) ? Encoding.UTF8.GetString(decoded) : null;
    }

    /// <summary>The pairs as query text, escaped the same way whoever wrote them, for links.</summary>
    public static string Write(IEnumerable<QueryPair> pairs)
    {
        var text = new StringBuilder();
        foreach (var pair in pairs)
        {
            if (text.Length > 0)
                text.Append('&');

            Append(text, pair.Key);
            text.Append('=');
            Append(text, pair.Value);
        }

        return text.ToString();
    }

    // FHIR's own separators stay readable: RFC 3986 allows ':', ',', '/', '$' and '|' is what every FHIR client writes.
    private static void Append(StringBuilder text, string value)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || "-._~:,/$|".Contains((char)rune.Value)))
            {
                text.Append((char)rune.Value);
                continue;
            }

            var count = rune.EncodeToUtf8(utf8);
            foreach (var b in utf8[..count])
                text.Append('%').Append(b.ToString("X2"));
        }
    }

    private static int Hex(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

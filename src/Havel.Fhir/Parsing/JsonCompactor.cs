using System.Buffers;

namespace Havel.Fhir.Parsing;

/// <summary>Strips the whitespace between the tokens of JSON, and nothing else.</summary>
public static class JsonCompactor
{
    private static readonly SearchValues<byte> Stops = SearchValues.Create("\" \t\r\n"u8);

    /// <summary>The JSON without insignificant whitespace; the input itself where there is none.</summary>
    /// <param name="utf8">Well-formed JSON, or a piece of it that neither starts nor ends within a string.</param>
    public static ReadOnlyMemory<byte> Compact(ReadOnlyMemory<byte> utf8)
    {
        var first = FindWhitespace(utf8.Span, 0);
        if (first < 0)
            return utf8;

        var target = new byte[utf8.Length];
        return target.AsMemory(0, Compact(utf8.Span, target, first));
    }

    /// <summary>The same into a buffer of at least the same length; gives the number of bytes written.</summary>
    internal static int Compact(ReadOnlySpan<byte> source, Span<byte> target) =>
        Compact(source, target, FindWhitespace(source, 0));

    private static int Compact(ReadOnlySpan<byte> source, Span<byte> target, int first)
    {
        var written = 0;
        for (var from = 0; from < source.Length;)
        {
            var end = first < 0 ? source.Length : first;
            source[from..end].CopyTo(target[written..]);
            written += end - from;
            from = end;
            while (from < source.Length && IsWhitespace(source[from]))
                from++;
            first = FindWhitespace(source, from);
        }

        return written;
    }

    /// <summary>The next whitespace outside of strings, or -1.</summary>
    private static int FindWhitespace(ReadOnlySpan<byte> json, int at)
    {
        while (true)
        {
            var stop = json[at..].IndexOfAny(Stops);
            if (stop < 0)
                return -1;

            at += stop;
            if (json[at] != '"')
                return at;
            at = JsonMembers.EndOfString(json, at);
        }
    }

    private static bool IsWhitespace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}

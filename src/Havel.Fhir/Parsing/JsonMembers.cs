using System.Buffers;

namespace Havel.Fhir.Parsing;

/// <summary>The members of one JSON object that a parse has already found well formed, as places in its
/// bytes.</summary>
internal ref struct JsonMembers
{
    private static readonly SearchValues<byte> Brackets = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> ScalarEnds = SearchValues.Create(",}] \t\r\n"u8);

    private readonly ReadOnlySpan<byte> _json;
    private int _at;

    /// <summary>Stands before the first member.</summary>
    /// <param name="json">The whole object, from brace to brace.</param>
    public JsonMembers(ReadOnlySpan<byte> json)
    {
        _json = json;
        _at = 1;
    }

    /// <summary>Where the member starts: the quote before its name.</summary>
    public int Start { get; private set; }

    /// <summary>Where the member ends: behind its value.</summary>
    public int End { get; private set; }

    /// <summary>The name as it is written.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    public bool Next()
    {
        _at += _json[_at..].IndexOfAny((byte)'"', (byte)'}');
        if (_json[_at] == '}')
            return false;

        Start = _at;
        _at = EndOfString(_json, _at);
        Name = _json[(Start + 1)..(_at - 1)];
        _at += _json[_at..].IndexOf((byte)':') + 1;
        _at += _json[_at..].IndexOfAnyExcept(" \t\r\n"u8);
        End = _at = EndOfValue(_json, _at);
        return true;
    }

    /// <summary>Where a string ends: behind its closing quote.</summary>
    public static int EndOfString(ReadOnlySpan<byte> json, int start)
    {
        var at = start + 1;
        while (true)
        {
            var stop = json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0)
                return json.Length;

            at += stop;
            if (json[at] == '"')
                return at + 1;
            at = Math.Min(at + 2, json.Length);
        }
    }

    private static int EndOfValue(ReadOnlySpan<byte> json, int at)
    {
        if (json[at] == '"')
            return EndOfString(json, at);
        if (json[at] is not ((byte)'{' or (byte)'['))
            return at + json[at..].IndexOfAny(ScalarEnds);

        var depth = 0;
        while (true)
        {
            at += json[at..].IndexOfAny(Brackets);
            if (json[at] == '"')
            {
                at = EndOfString(json, at);
                continue;
            }

            depth += json[at] is (byte)'{' or (byte)'[' ? 1 : -1;
            at++;
            if (depth == 0)
                return at;
        }
    }
}

using System.Text;

namespace Havel.Fhir.Parsing;

/// <summary>The XHTML of a narrative: well formed, one div, and nothing active in it.
/// Source: https://hl7.org/fhir/R4/narrative.html#xhtml.</summary>
internal ref struct XhtmlRules
{
    private static readonly string[] Allowed =
    [
        "a", "abbr", "acronym", "address", "area", "b", "bdo", "big", "blockquote", "br", "caption", "cite",
        "code", "col", "colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5",
        "h6", "hr", "i", "img", "ins", "kbd", "li", "map", "ol", "p", "pre", "q", "s", "samp", "small",
        "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt",
        "u", "ul", "var",
    ];

    private static readonly Utf8Table<string> AllowedElements =
        new(Allowed.Select(name => KeyValuePair.Create(name, name)));

    private readonly ReadOnlySpan<byte> _text;
    private readonly Stack<Range> _open = new();
    private int _at;

    private XhtmlRules(ReadOnlySpan<byte> text) => _text = text;

    /// <summary>What speaks against the text, as a sentence; null if nothing does.</summary>
    public static string? FaultOf(ReadOnlySpan<byte> text)
    {
        var trimmed = text.Trim(" \t\r\n"u8);
        if (!trimmed.StartsWith("<div"u8))
            return "The narrative does not start with <div>.";

        var rules = new XhtmlRules(trimmed);
        return rules.Read();
    }

    private string? Read()
    {
        while (_at < _text.Length)
        {
            if (_at > 0 && _open.Count == 0)
                return "Something follows the narrative's <div>.";

            var fault = _text[_at] == '<' ? ReadMarkup() : ReadText();
            if (fault is not null)
                return fault;
        }

        return _open.Count == 0 ? null : $"The narrative's <{Name(_open.Peek())}> is not closed.";
    }

    private string? ReadText()
    {
        var end = _text[_at..].IndexOf((byte)'<');
        var text = end < 0 ? _text[_at..] : _text.Slice(_at, end);
        _at += text.Length;
        return FaultOfEntities(text);
    }

    /// <summary>An ampersand starts a reference to a character, by name or by number.</summary>
    private static string? FaultOfEntities(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf((byte)'&'); at >= 0; at = text.IndexOf((byte)'&'))
        {
            text = text[(at + 1)..];
            var end = text.IndexOf((byte)';');
            var isSound = end is > 0 and <= 32;
            for (var letter = 0; isSound && letter < end; letter++)
                isSound = char.IsAsciiLetterOrDigit((char)text[letter]) || (letter == 0 && text[0] == '#');
            if (!isSound)
                return "The narrative holds an '&' that starts no character reference; write &amp;.";
        }

        return null;
    }

    private string? ReadMarkup()
    {
        var rest = _text[_at..];
        if (rest.StartsWith("<!--"u8))
            return SkipTo("-->"u8, "comment");
        if (rest.StartsWith("<![CDATA["u8))
            return SkipTo("]]>"u8, "CDATA section");
        if (rest.StartsWith("<!"u8) || rest.StartsWith("<?"u8))
            return "The narrative holds a declaration or processing instruction, which is forbidden.";

        return rest.StartsWith("</"u8) ? ReadEndTag() : ReadStartTag();
    }

    private string? SkipTo(scoped ReadOnlySpan<byte> end, string what)
    {
        var at = _text[_at..].IndexOf(end);
        if (at < 0)
            return $"The narrative's {what} is not closed.";

        _at += at + end.Length;
        return null;
    }

    private string? ReadEndTag()
    {
        _at += 2;
        var name = ReadName();
        SkipSpace();
        if (Peek() != '>')
            return "The narrative holds a broken end tag.";

        _at++;
        if (_open.Count > 0 && _text[_open.Pop()].SequenceEqual(_text[name]))
            return null;

        return $"The narrative's </{Name(name)}> closes another element than the one that is open.";
    }

    private string? ReadStartTag()
    {
        _at++;
        var name = ReadName();
        if (AllowedElements.Find(_text[name]) is null)
            return $"The narrative holds <{Name(name)}>, which FHIR does not allow there.";
        if (_open.Count >= Limits.XhtmlNesting)
            return $"The narrative is nested deeper than {Limits.XhtmlNesting} elements, which is this system's limit.";

        while (true)
        {
            SkipSpace();
            switch (Peek())
            {
                case (byte)'>':
                    _at++;
                    _open.Push(name);
                    return null;
                case (byte)'/' when _at + 1 < _text.Length && _text[_at + 1] == '>':
                    _at += 2;
                    return null;
                default:
                    if (ReadAttribute() is { } fault)
                        return fault;
                    break;
            }
        }
    }

    private string? ReadAttribute()
    {
        var name = _text[ReadName()];
        SkipSpace();
        if (name.IsEmpty || Peek() != '=')
            return "The narrative holds a broken tag.";

        _at++;
        SkipSpace();
        var quote = Peek();
        var length = quote is (byte)'"' or (byte)'\'' ? _text[(_at + 1)..].IndexOf(quote) : -1;
        if (length < 0)
            return "The narrative holds an attribute without quotes around its value.";

        var value = _text.Slice(_at + 1, length);
        _at += length + 2;
        if (name.StartsWith("on"u8))
            return $"The narrative holds the event attribute {Encoding.UTF8.GetString(name)}, which is forbidden.";
        if (IsScript(value))
            return "The narrative holds a script address, which is forbidden.";

        if (value.Contains((byte)'<'))
            return "The narrative holds '<' in an attribute; write &lt;.";

        return FaultOfEntities(value);
    }

    private static bool IsScript(ReadOnlySpan<byte> value)
    {
        var trimmed = value.TrimStart(" \t\r\n"u8);
        return trimmed.Length >= 11 && Ascii.EqualsIgnoreCase(trimmed[..11], "javascript:"u8);
    }

    private Range ReadName()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit((char)Peek()) || Peek() is (byte)':' or (byte)'-' or (byte)'_')
            _at++;
        return start.._at;
    }

    private void SkipSpace()
    {
        while (Peek() is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            _at++;
    }

    private readonly byte Peek() => _at < _text.Length ? _text[_at] : (byte)0;

    private readonly string Name(Range name)
    {
        var text = _text[name];
        return Encoding.UTF8.GetString(text.Length > Limits.QuotedBytes ? text[..Limits.QuotedBytes] : text);
    }
}

using Havel.Fhir.Issues;

namespace Havel.Fhir.Xml;

/// <content>What stands between tags, and the faults that end a reading.</content>
internal ref partial struct XmlScanner
{
    /// <summary>The XML declaration may name no other encoding than the one that FHIR allows.</summary>
    private void ReadDeclaration()
    {
        var end = _text.IndexOf("?>"u8);
        if (end < 0)
        {
            Fail(0, "The XML declaration is not closed.");
            return;
        }

        _at = end + 2;
        var declaration = XmlDeclaration.Read(_text[5..end]);
        if (!declaration.IsWellFormed)
            Fail(0, "The XML declaration must name version 1.0, then perhaps encoding, then perhaps standalone.");
        else if (!declaration.Encoding.IsEmpty && !IsUtf8(declaration.Encoding))
        {
            Fail(0, $"The XML declaration names the encoding {Shown(declaration.Encoding)}; FHIR wants UTF-8.",
                IssueType.Invalid);
        }
    }

    private static bool IsUtf8(ReadOnlySpan<byte> encoding) =>
        System.Text.Ascii.EqualsIgnoreCase(encoding, "utf-8"u8)
        || System.Text.Ascii.EqualsIgnoreCase(encoding, "us-ascii"u8);

    /// <summary>Passes over text up to the next tag; what is not blank is noted.</summary>
    private void SkipText()
    {
        if (StrayText < 0)
            StrayText = _at;

        while (true)
        {
            var stop = _text[_at..].IndexOfAny("<&]"u8);
            if (stop < 0)
            {
                FailAtEnd();
                return;
            }

            _at += stop;
            if (_text[_at] == '<')
                return;

            if (_text[_at] == ']')
            {
                if (_text[_at..].StartsWith("]]>"u8))
                {
                    Fail(_at, "']]>' stands in text; write ]]&gt;.");
                    return;
                }

                _at++;
                continue;
            }

            var length = XmlText.ReadReference(_text[_at..], out _);
            if (length == 0)
            {
                FailReference(_at);
                return;
            }

            _at += length;
        }
    }

    private void SkipMarkup()
    {
        var rest = _text[_at..];
        if (rest.StartsWith("<!--"u8))
        {
            SkipComment();
        }
        else if (rest.StartsWith("<![CDATA["u8))
        {
            if (StrayText < 0)
                StrayText = _at;
            SkipTo("]]>"u8, 9, "A CDATA section");
        }
        else
        {
            FailDeclaration();
        }
    }

    private void SkipComment()
    {
        var start = _at;
        SkipTo("--"u8, 4, "A comment");
        if (Fault is not null)
            return;
        if (Peek() == '>')
            _at++;
        else
            Fail(start, "'--' stands in a comment, which XML forbids.");
    }

    private void SkipInstruction()
    {
        var start = _at;
        var end = EndOfName(start + 2);
        var isSeparate = end < _text.Length
            && (_text[end] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' || _text[end..].StartsWith("?>"u8));
        if (!isSeparate || !IsName(start + 2, end, isLocal: true)
            || System.Text.Ascii.EqualsIgnoreCase(_text[(start + 2)..end], "xml"u8))
        {
            Fail(start, "A processing instruction has no name of its own.");
        }
        else
        {
            SkipTo("?>"u8, 2, "A processing instruction");
        }
    }

    private void SkipTo(scoped ReadOnlySpan<byte> end, int from, string what)
    {
        var start = _at;
        var found = _text[(start + from)..].IndexOf(end);
        if (found < 0)
            Fail(start, $"{what} is not closed; the input seems to be cut off.");
        else
            _at = start + from + found + end.Length;
    }

    private void FailDeclaration()
    {
        if (_text[_at..].StartsWith("<!DOCTYPE"u8))
        {
            Fail(_at, "The XML has a document type declaration. FHIR needs none, and none is read here: "
                + "it could name entities and files.", IssueType.Security);
        }
        else
        {
            Fail(_at, "A declaration stands where an element or a comment is expected.");
        }
    }

    private bool FailReference(int at)
    {
        var text = _text[at..Math.Min(at + 40, _text.Length)];
        var end = text.IndexOf((byte)';');
        var shown = end > 1 ? Shown(text[..(end + 1)]) : "'&'";
        return Failed(at, $"{shown} is no character that XML knows: there are &amp; &lt; &gt; &quot; &apos; "
            + "and numbers such as &#160;.");
    }

    private void FailEndTag(int at, ReadOnlySpan<byte> expected)
    {
        var end = EndOfName(at + 2);
        var found = Shown(_text[(at + 2)..end]);
        Fail(at, $"The end tag of {Shown(expected)} is expected here, and that of {found} found.");
    }

    private void FailAtEnd()
    {
        var open = _depth == 0 ? default : _scratch.Open[_depth - 1];
        Fail(_text.Length,
            $"The input ends inside {Shown(_text.Slice(open.NameStart, open.NameLength))}; it seems to be cut off.");
    }

    private bool Failed(int at, string message)
    {
        Fail(at, message);
        return false;
    }
}

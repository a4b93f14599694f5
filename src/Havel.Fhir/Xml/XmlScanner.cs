using Havel.Fhir.Issues;

namespace Havel.Fhir.Xml;

/// <summary>Reads the tags of an XML document in UTF-8 and holds it to XML's own rules: nesting, names, references,
/// namespaces. There is no document type and so no entity but the five of XML: nothing can grow or be fetched.
/// Source: https://www.w3.org/TR/xml/, https://www.w3.org/TR/xml-names/.</summary>
internal ref partial struct XmlScanner
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly XmlScratch _scratch;
    private int _at;
    private int _depth;
    private int _bindings;
    private int _nameStart;
    private int _nameLength;
    private XmlSpace _default;
    private bool _isEmptyTag;

    /// <summary>Begins before the document.</summary>
    /// <param name="text">The document, known to hold only characters of XML in UTF-8, without byte order
    /// mark.</param>
    /// <param name="scratch">Memory for what is open.</param>
    public XmlScanner(ReadOnlySpan<byte> text, XmlScratch scratch)
    {
        _text = text;
        _scratch = scratch;
        StrayText = -1;
    }

    /// <summary>Where the reader stands.</summary>
    public readonly int Position => _at;

    /// <summary>Why the document is not well formed; null while nothing is known against it.</summary>
    public Issue? Fault { get; private set; }

    /// <summary>Where the last start tag begins.</summary>
    public int TagStart { get; private set; }

    /// <summary>The last start tag's name without its prefix.</summary>
    public readonly ReadOnlySpan<byte> Name => _text.Slice(_nameStart, _nameLength);

    /// <summary>Length of the last tag's prefix with its colon; 0 for none.</summary>
    public readonly int PrefixLength => _nameStart - TagStart - 1;

    /// <summary>The last start tag's namespace.</summary>
    public XmlSpace Space { get; private set; }

    /// <summary>The number of the last start tag's attributes, namespace declarations left out.</summary>
    public int AttributeCount { get; private set; }

    /// <summary>Where <see cref="NextChild"/> last passed over text that is not blank; -1 for nowhere.</summary>
    public int StrayText { get; private set; }

    /// <summary>The name of the document's root.</summary>
    public readonly string RootName
    {
        get
        {
            ref readonly var root = ref _scratch.Open[0];
            var name = _text.Slice(root.NameStart, root.NameLength);
            return Shown(name[(name.IndexOf((byte)':') + 1)..]);
        }
    }

    /// <summary>Whether the element whose start tag was read last says itself what names without prefix mean.</summary>
    public readonly bool DeclaresDefault
    {
        get
        {
            for (var index = _bindings - 1; index >= 0 && _scratch.Bindings[index].Depth == _depth; index--)
            {
                if (_scratch.Bindings[index].PrefixLength == 0)
                    return PrefixLength == 0;
            }

            return false;
        }
    }

    /// <summary>Length of the prefix, with its colon, of the end tag that comes next; 0 for none, and where the tag
    /// closed itself.</summary>
    public readonly int EndTagPrefix
    {
        get
        {
            if (_isEmptyTag || Fault is not null)
                return 0;

            ref readonly var open = ref _scratch.Open[_depth - 1];
            return _text.Slice(open.NameStart, open.NameLength).IndexOf((byte)':') + 1;
        }
    }

    public readonly ref readonly XmlAttribute Attribute(int index) => ref _scratch.Attributes[index];

    /// <summary>The attribute's name without its prefix.</summary>
    public readonly ReadOnlySpan<byte> NameOf(in XmlAttribute attribute) => attribute.PrefixLength == 0
        ? _text.Slice(attribute.NameStart, attribute.NameLength)
        : _text.Slice(attribute.NameStart, attribute.NameLength)[(attribute.PrefixLength + 1)..];

    /// <summary>The attribute's value as it stands between its quotes.</summary>
    public readonly ReadOnlySpan<byte> RawValue(in XmlAttribute attribute) =>
        _text.Slice(attribute.ValueStart, attribute.ValueLength);

    public readonly ReadOnlySpan<byte> Slice(int start, int end) => _text[start..end];

    /// <summary>Reads everything before the root and the root's start tag; false where there is none.</summary>
    public bool ReadRoot()
    {
        var isDeclared = _text.StartsWith("<?xml"u8) && _text.Length > 5 && !IsNameByte(_text[5]);
        if (isDeclared)
            ReadDeclaration();
        while (Fault is null)
        {
            SkipSpace();
            var rest = _text[_at..];
            if (rest.IsEmpty)
                Fail(_at, "The input holds no element; expected a FHIR resource in XML.");
            else if (rest[0] != '<')
                Fail(_at, "Text stands before the root element.");
            else if (rest.StartsWith("<!--"u8))
                SkipComment();
            else if (rest.StartsWith("<?"u8))
                SkipInstruction();
            else if (rest.StartsWith("<!"u8))
                FailDeclaration();
            else
                return ReadStartTag();
        }

        return false;
    }

    /// <summary>Makes sure that nothing but comments follows the root.</summary>
    public void ReadTail()
    {
        while (Fault is null)
        {
            SkipSpace();
            var rest = _text[_at..];
            if (rest.IsEmpty)
                return;
            if (rest.StartsWith("<!--"u8))
                SkipComment();
            else if (rest.StartsWith("<?"u8))
                SkipInstruction();
            else
                Fail(_at, "Something follows the end of the root element.");
        }
    }

    /// <summary>Goes on to the next child of the element that is open and reads its start tag; the child is then the
    /// one that is open. False at the end tag, which <see cref="Close"/> passes, and after a fault.</summary>
    public bool NextChild()
    {
        StrayText = -1;
        if (_isEmptyTag)
            return false;

        while (Fault is null)
        {
            SkipSpace();
            if (_at + 1 >= _text.Length)
            {
                FailAtEnd();
                return false;
            }

            if (_text[_at] != '<')
            {
                SkipText();
                continue;
            }

            switch (_text[_at + 1])
            {
                case (byte)'/':
                    return false;
                case (byte)'!':
                    SkipMarkup();
                    break;
                case (byte)'?':
                    SkipInstruction();
                    break;
                default:
                    return ReadStartTag();
            }
        }

        return false;
    }

    /// <summary>Passes over the end tag of the element that is open, once <see cref="NextChild"/> has said that there
    /// are no more children.</summary>
    public void Close()
    {
        if (Fault is not null)
            return;
        if (_isEmptyTag)
        {
            _isEmptyTag = false;
            Pop();
            return;
        }

        var start = _at;
        ref readonly var open = ref _scratch.Open[_depth - 1];
        var name = _text.Slice(open.NameStart, open.NameLength);
        var rest = _text[(start + 2)..];
        if (!rest.StartsWith(name) || rest.Length == name.Length || IsNameByte(rest[name.Length]))
        {
            FailEndTag(start, name);
            return;
        }

        _at = start + 2 + name.Length;
        SkipSpace();
        if (Peek() != '>')
        {
            Fail(start, "An end tag is not closed with '>'.");
            return;
        }

        _at++;
        Pop();
    }

    /// <summary>Passes over what is left of the element that is open, its end tag included.</summary>
    public void SkipElement()
    {
        var floor = _depth;
        while (Fault is null && _depth >= floor)
        {
            if (!NextChild())
                Close();
        }
    }

    /// <summary>Goes back before the start tag that was read last.</summary>
    public void Unread()
    {
        if (Fault is not null)
            return;

        _at = TagStart;
        _isEmptyTag = false;
        Pop();
    }

    /// <summary>Goes to another child of the element that is open, or back to its end tag.</summary>
    public void MoveTo(int position)
    {
        if (Fault is null)
            _at = position;
    }

    /// <summary>Reports what makes the rest unreadable; every loop then comes to its end.</summary>
    public void Fail(int at, string message, IssueType type = IssueType.Structure)
    {
        if (Fault is null)
        {
            var (line, column) = XmlEncoding.Place(_text, at);
            Fault = new Issue(IssueSeverity.Fatal, type, message, null, line, column);
        }

        _at = _text.Length;
    }

    /// <summary>Line and column of an offset, both from 1.</summary>
    public readonly (int Line, int Column) Place(int at) => XmlEncoding.Place(_text, at);

    private void Pop()
    {
        ref readonly var open = ref _scratch.Open[--_depth];
        _bindings = open.OuterBindings;
        _default = open.OuterDefault;
    }

    private readonly byte Peek() => (uint)_at < (uint)_text.Length ? _text[_at] : (byte)0;

    private bool SkipSpace()
    {
        var start = _at;
        while ((uint)_at < (uint)_text.Length && _text[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            _at++;
        return _at > start;
    }
}

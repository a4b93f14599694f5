using System.Buffers;
using System.Text;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Xml;

/// <content>Start tags: names, attributes, namespaces.</content>
internal ref partial struct XmlScanner
{
    private static readonly SearchValues<byte> ValueStops = SearchValues.Create("\"<&\t\n\r"u8);

    private static readonly SearchValues<byte> SingleQuotedStops = SearchValues.Create("'<&\t\n\r"u8);

    private static readonly bool[] NameBytes = MakeNameBytes();

    /// <summary>Letters beyond ASCII are taken for letters of names without a look at XML's list: no name of FHIR or
    /// XHTML has any, so each is refused by its name.</summary>
    private static bool[] MakeNameBytes()
    {
        var table = new bool[256];
        for (var value = 0; value < table.Length; value++)
            table[value] = value >= 0x80 || char.IsAsciiLetterOrDigit((char)value) || value is '_' or ':' or '-' or '.';
        return table;
    }

    private static bool IsNameByte(byte value) => NameBytes[value];

    private readonly int EndOfName(int at)
    {
        while ((uint)at < (uint)_text.Length && NameBytes[_text[at]])
            at++;
        return at;
    }

    private bool ReadStartTag()
    {
        TagStart = _at;
        var nameStart = _at + 1;
        var nameEnd = EndOfName(nameStart);
        _at = nameEnd;
        if (!IsName(nameStart, nameEnd))
            return Failed(TagStart, "Here '<' starts no tag; a '<' in text is written &lt;.");
        if (_depth == Limits.XmlNesting)
        {
            Fail(TagStart, $"The XML is nested deeper than {Limits.XmlNesting} elements, which is this system's limit.",
                IssueType.TooCostly);
            return false;
        }

        _scratch.Open[_depth] = new XmlOpenElement
        {
            NameStart = nameStart,
            NameLength = nameEnd - nameStart,
            OuterBindings = _bindings,
            OuterDefault = _default,
        };
        _depth++;
        AttributeCount = 0;
        if (!ReadAttributes())
            return false;

        return ResolveNames(nameStart, nameEnd);
    }

    private bool ReadAttributes()
    {
        while (true)
        {
            var hasSpace = SkipSpace();
            switch (Peek())
            {
                case (byte)'>':
                    _at++;
                    _isEmptyTag = false;
                    return true;
                case (byte)'/' when _at + 1 < _text.Length && _text[_at + 1] == '>':
                    _at += 2;
                    _isEmptyTag = true;
                    return true;
                case 0:
                    return Failed(TagStart, "The input ends inside a tag; it seems to be cut off.");
                default:
                    if (!hasSpace)
                        return Failed(_at, "A tag holds something that is neither an attribute nor its end.");
                    if (!ReadAttribute())
                        return false;
                    break;
            }
        }
    }

    private bool ReadAttribute()
    {
        var start = _at;
        var end = EndOfName(start);
        _at = end;
        SkipSpace();
        if (_at >= _text.Length)
            return Failed(TagStart, "The input ends inside a tag; it seems to be cut off.");
        if (!IsName(start, end) || Peek() != '=')
            return Failed(start, "A tag holds something that is neither an attribute nor its end.");

        _at++;
        SkipSpace();
        var quote = Peek();
        if (quote is not ((byte)'"' or (byte)'\''))
            return Failed(_at, "An attribute's value must stand in quotes.");

        var attribute = new XmlAttribute { NameStart = start, NameLength = end - start, ValueStart = _at + 1 };
        if (!ReadValue(quote, ref attribute))
            return false;

        var name = _text[start..end];
        if (name.StartsWith("xmlns"u8) && (name.Length == 5 || name[5] == ':'))
            return Declare(attribute);
        if (AttributeCount == Limits.XmlAttributes)
        {
            Fail(start, $"An element has more than {Limits.XmlAttributes} attributes, which is this system's limit.",
                IssueType.TooCostly);
            return false;
        }

        for (var other = 0; other < AttributeCount; other++)
        {
            ref readonly var seen = ref _scratch.Attributes[other];
            if (_text.Slice(seen.NameStart, seen.NameLength).SequenceEqual(name))
                return Failed(start, $"The attribute {Shown(name)} stands there twice.");
        }

        attribute.PrefixLength = Math.Max(0, name.IndexOf((byte)':'));
        _scratch.Attributes[AttributeCount++] = attribute;
        return true;
    }

    /// <summary>Passes over a value and its closing quote.</summary>
    private bool ReadValue(byte quote, ref XmlAttribute attribute)
    {
        var stops = quote == '"' ? ValueStops : SingleQuotedStops;
        var at = attribute.ValueStart;
        while (true)
        {
            var stop = _text[at..].IndexOfAny(stops);
            if (stop < 0)
                return Failed(attribute.ValueStart, "An attribute's value is not closed; the input is cut off.");

            at += stop;
            var found = _text[at];
            if (found == quote)
                break;
            if (found == '<')
                return Failed(at, "'<' stands in an attribute's value; write &lt;.");

            attribute.HasReferences = true;
            var length = found == '&' ? XmlText.ReadReference(_text[at..], out _) : 1;
            if (length == 0)
                return FailReference(at);
            at += length;
        }

        attribute.ValueLength = at - attribute.ValueStart;
        _at = at + 1;
        return true;
    }

    private bool Declare(in XmlAttribute attribute)
    {
        var prefixLength = Math.Max(0, attribute.NameLength - 6);
        var prefix = attribute.NameLength == 5 ? [] : _text.Slice(attribute.NameStart + 6, prefixLength);
        for (var other = _bindings - 1; other >= 0 && _scratch.Bindings[other].Depth == _depth; other--)
        {
            if (PrefixOf(_scratch.Bindings[other]).SequenceEqual(prefix))
                return Failed(attribute.NameStart, "A namespace is declared twice for one prefix.");
        }

        if (_bindings == Limits.XmlNamespaces)
        {
            Fail(attribute.NameStart,
                $"More than {Limits.XmlNamespaces} namespaces are declared, which is this system's limit.",
                IssueType.TooCostly);
            return false;
        }

        var isBroken = prefixLength == 0 || attribute.ValueLength == 0 || prefix.SequenceEqual("xmlns"u8);
        if (attribute.NameLength > 5 && isBroken)
            return Failed(attribute.NameStart, "A namespace declaration is broken.");

        var space = SpaceOf(AddressOf(attribute));
        if (space == XmlSpace.Declarations)
            return Failed(attribute.NameStart, "The namespace of declarations is never declared itself.");
        if ((space == XmlSpace.Xml) != prefix.SequenceEqual("xml"u8))
            return Failed(attribute.NameStart, "The prefix xml and its namespace belong to each other.");

        _scratch.Bindings[_bindings++] = new XmlBinding
        {
            PrefixStart = attribute.NameStart + 6,
            PrefixLength = prefixLength,
            Space = space,
            AddressStart = attribute.ValueStart,
            AddressLength = attribute.ValueLength,
            Depth = _depth,
        };
        if (prefixLength == 0)
            _default = space;
        return true;
    }

    private bool ResolveNames(int nameStart, int nameEnd)
    {
        var colon = _text[nameStart..nameEnd].IndexOf((byte)':');
        _nameStart = nameStart + colon + 1;
        _nameLength = nameEnd - _nameStart;
        var space = _default;
        if (colon >= 0 && !TryResolve(_text.Slice(nameStart, colon), nameStart, out space, out _))
            return false;
        if (colon >= 0 && !IsName(_nameStart, nameEnd, isLocal: true))
            return Failed(nameStart, "A name has a colon and no name behind it.");

        Space = space;
        for (var index = 0; index < AttributeCount; index++)
        {
            ref var attribute = ref _scratch.Attributes[index];
            if (attribute.PrefixLength == 0)
                continue;
            var prefix = _text.Slice(attribute.NameStart, attribute.PrefixLength);
            if (!TryResolve(prefix, attribute.NameStart, out attribute.Space, out attribute.Binding))
                return false;
            if (IsTwin(index))
                return Failed(attribute.NameStart, $"The attribute {Shown(NameOf(attribute))} stands there twice.");
        }

        return true;
    }

    /// <summary>Whether an attribute before it has the same name in the same namespace, under another prefix.
    /// Source: https://www.w3.org/TR/xml-names/#uniqAttrs.</summary>
    private readonly bool IsTwin(int index)
    {
        ref readonly var attribute = ref _scratch.Attributes[index];
        for (var other = 0; other < index; other++)
        {
            ref readonly var seen = ref _scratch.Attributes[other];
            if (seen.PrefixLength > 0 && seen.Space == attribute.Space && NameOf(seen).SequenceEqual(NameOf(attribute))
                && AddressOf(seen.Binding).SequenceEqual(AddressOf(attribute.Binding)))
            {
                return true;
            }
        }

        return false;
    }

    private readonly ReadOnlySpan<byte> AddressOf(int binding) => binding < 0
        ? []
        : _text.Slice(_scratch.Bindings[binding].AddressStart, _scratch.Bindings[binding].AddressLength);

    /// <summary>The address that a declaration names, its references resolved.</summary>
    private readonly ReadOnlySpan<byte> AddressOf(in XmlAttribute declaration)
    {
        var raw = RawValue(declaration);
        if (!declaration.HasReferences)
            return raw;

        var decoded = new byte[raw.Length];
        return decoded.AsSpan(0, XmlText.Decode(raw, decoded));
    }

    private bool TryResolve(ReadOnlySpan<byte> prefix, int at, out XmlSpace space, out int bound)
    {
        space = XmlSpace.Xml;
        bound = -1;
        if (prefix.SequenceEqual("xml"u8))
            return true;

        for (var index = _bindings - 1; index >= 0; index--)
        {
            ref readonly var binding = ref _scratch.Bindings[index];
            if (binding.PrefixLength == 0 || !PrefixOf(binding).SequenceEqual(prefix))
                continue;

            space = binding.Space;
            bound = index;
            return true;
        }

        return Failed(at, $"The prefix {Shown(prefix)} is not declared.");
    }

    private readonly ReadOnlySpan<byte> PrefixOf(in XmlBinding binding) =>
        binding.PrefixLength == 0 ? [] : _text.Slice(binding.PrefixStart, binding.PrefixLength);

    private static XmlSpace SpaceOf(ReadOnlySpan<byte> address)
    {
        if (address.SequenceEqual("http://hl7.org/fhir"u8))
            return XmlSpace.Fhir;
        if (address.SequenceEqual("http://www.w3.org/1999/xhtml"u8))
            return XmlSpace.Xhtml;
        if (address.SequenceEqual("http://www.w3.org/2001/XMLSchema-instance"u8))
            return XmlSpace.SchemaInstance;
        if (address.SequenceEqual("http://www.w3.org/XML/1998/namespace"u8))
            return XmlSpace.Xml;

        if (address.SequenceEqual("http://www.w3.org/2000/xmlns/"u8))
            return XmlSpace.Declarations;

        return address.IsEmpty ? XmlSpace.None : XmlSpace.Other;
    }

    private readonly bool IsName(int start, int end, bool isLocal = false) =>
        end > start && _text[start] is not ((byte)'-' or (byte)'.' or (byte)':' or (>= (byte)'0' and <= (byte)'9'))
        && (!isLocal || !_text[start..end].Contains((byte)':'));

    /// <summary>The sender's text for a message, short.</summary>
    private static string Shown(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(text.Length > Limits.QuotedBytes ? text[..Limits.QuotedBytes] : text)
            .TrimEnd('\uFFFD');
}

using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Havel.Fhir.Patching;

/// <summary>Reads a selector: <c>/fhir:Patient/fhir:name[2]/fhir:given[@value='Eva']/@value</c>.</summary>
internal ref struct XmlSelectorReader(string text, XElement operation)
{
    private const string Fhir = "http://hl7.org/fhir";

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    public List<XmlSelectorStep> Read()
    {
        Take('/');
        var steps = Steps();
        return _at == _text.Length && steps.Count > 0 ? steps : throw Unreadable();
    }

    private List<XmlSelectorStep> Steps()
    {
        var steps = new List<XmlSelectorStep>();
        do
            steps.Add(Step());
        while (Take('/'));

        return steps;
    }

    private XmlSelectorStep Step()
    {
        if (Take('@'))
            return new XmlSelectorStep(XmlNodeType.Attribute, Name(isElement: false), Filters());

        var start = _at;
        if (Word() is { } word && Take('('))
            return new XmlSelectorStep(KindOf(word), Target(), Filters());

        _at = start;
        return new XmlSelectorStep(XmlNodeType.Element, Name(isElement: true), Filters());
    }

    private readonly XmlNodeType KindOf(string word) => word switch
    {
        "text" => XmlNodeType.Text,
        "comment" => XmlNodeType.Comment,
        "processing-instruction" => XmlNodeType.ProcessingInstruction,
        _ => throw Unreadable(),
    };

    private XName? Target()
    {
        var target = Peek is '\'' or '"' ? XName.Get(Quoted()) : null;
        return Take(')') ? target : throw Unreadable();
    }

    private XName? Name(bool isElement)
    {
        if (Take('*'))
            return null;

        var first = Word() ?? throw Unreadable();
        if (!Take(':'))
            return isElement ? Default() + first : XName.Get(first);

        var space = operation.GetNamespaceOfPrefix(first)
            ?? throw PatchFault.Malformed($"the prefix '{first}' in 'sel' stands for nothing.");
        return space + (Word() ?? throw Unreadable());
    }

    private readonly XNamespace Default()
    {
        var space = operation.GetDefaultNamespace();
        return space == XNamespace.None ? Fhir : space;
    }

    private List<XmlSelectorFilter> Filters()
    {
        var filters = new List<XmlSelectorFilter>();
        while (Take('['))
        {
            Space();
            filters.Add(Filter());
            Space();
            if (!Take(']'))
                throw Unreadable();
        }

        return filters;
    }

    private XmlSelectorFilter Filter()
    {
        if (char.IsAsciiDigit(Peek))
            return new XmlSelectorFilter(Number(), [], string.Empty);

        var path = Take('.') ? [] : Steps();
        Space();
        if (!Take('='))
            throw Unreadable();

        Space();
        return new XmlSelectorFilter(null, path, Quoted());
    }

    private int Number()
    {
        var start = _at;
        while (char.IsAsciiDigit(Peek))
            _at++;

        return int.TryParse(_text[start.._at], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Unreadable();
    }

    private string Quoted()
    {
        var quote = Peek;
        if (quote is not ('\'' or '"'))
            throw Unreadable();

        var length = _text[(_at + 1)..].IndexOf(quote);
        if (length < 0)
            throw Unreadable();

        var quoted = _text.Slice(_at + 1, length).ToString();
        _at += length + 2;
        return quoted;
    }

    private string? Word()
    {
        var start = _at;
        while (char.IsLetterOrDigit(Peek) || Peek is '-' or '_' || (Peek is '.' && _at > start))
            _at++;

        if (_at == start)
            return null;

        var word = _text[start.._at].ToString();
        return XmlConvert.IsStartNCNameChar(word[0]) ? word : throw Unreadable();
    }

    private readonly char Peek => _at < _text.Length ? _text[_at] : '\0';

    private bool Take(char expected)
    {
        if (Peek != expected || _at >= _text.Length)
            return false;

        _at++;
        return true;
    }

    private void Space()
    {
        while (Peek is ' ')
            _at++;
    }

    private readonly PatchFault Unreadable() =>
        PatchFault.Malformed($"'sel' cannot be read at character {_at + 1}.");
}

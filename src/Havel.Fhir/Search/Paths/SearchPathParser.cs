using Havel.Fhir.Definitions;

namespace Havel.Fhir.Search.Paths;

/// <summary>Reads a member of a union into a <see cref="SearchPath"/>; gives up without fuss on what is not
/// one.</summary>
internal ref struct SearchPathParser
{
    private readonly FhirDefinitions _definitions;
    private readonly string _resourceType;
    private readonly ReadOnlySpan<char> _text;
    private readonly List<PathStep> _steps = [];
    private int _at;

    private SearchPathParser(FhirDefinitions definitions, string resourceType, string text)
    {
        _definitions = definitions;
        _resourceType = resourceType;
        _text = text;
    }

    /// <summary>The path, or null where the text is richer than a path or starts at another type.</summary>
    public static SearchPath? Parse(FhirDefinitions definitions, string resourceType, string text)
    {
        var parser = new SearchPathParser(definitions, resourceType, text.Trim());
        return parser.Expression() && parser._at == parser._text.Length
            ? new SearchPath(resourceType, parser._steps)
            : null;
    }

    private bool Expression()
    {
        if (!Primary())
            return false;

        while (Take('.') || Peek('['))
        {
            if (!Call())
                return false;
        }

        SkipBlanks();
        return !TakeWord("as") || Cast(Word());
    }

    private bool Primary()
    {
        SkipBlanks();
        if (Take('('))
            return Expression() && TakeAfterBlanks(')');

        var word = Word();
        if (word.Length == 0)
            return false;

        if (char.IsAsciiLetterUpper(word[0]))
            return word is "Resource" or "DomainResource"
                || string.Equals(word, _resourceType, StringComparison.Ordinal);

        return Step(word);
    }

    private bool Call()
    {
        if (Take('['))
        {
            var position = Digits();
            return position.Length > 0 && Take(']')
                && Filter(new PathFilter(PathFilterKind.Position, string.Empty, position));
        }

        var name = Word();
        if (!Take('('))
            return Step(name);

        var isRead = name switch
        {
            "as" or "ofType" => Cast(Word()),
            "where" => Where(),
            "extension" => Quoted() is { } url && Step("extension") &&
                Filter(new PathFilter(PathFilterKind.ChildEquals, "url", url)),
            _ => false,
        };
        return isRead && TakeAfterBlanks(')');
    }

    private bool Where()
    {
        var name = Word();
        if (name is "resolve")
        {
            if (!Take('(') || !Take(')'))
                return false;

            SkipBlanks();
            return TakeWord("is") && Filter(new PathFilter(PathFilterKind.RefersTo, string.Empty, Word()));
        }

        if (name is "hasExtension")
        {
            return Take('(') && Quoted() is { } url && Take(')') &&
                Filter(new PathFilter(PathFilterKind.HasExtension, string.Empty, url));
        }

        SkipBlanks();
        if (name.Length == 0 || !Take('='))
            return false;

        SkipBlanks();
        return Quoted() is { } text && Filter(new PathFilter(PathFilterKind.ChildEquals, name, text));
    }

    private readonly bool Step(string name)
    {
        if (name.Length == 0)
            return false;

        _steps.Add(new PathStep(name, null, null));
        return true;
    }

    /// <summary>R4 writes <c>as(DateTime)</c> where it means the primitive <c>dateTime</c>.</summary>
    private readonly bool Cast(string type)
    {
        if (_steps.Count == 0 || type.Length == 0 || _steps[^1].AsType is not null)
            return false;

        var known = _definitions.FindType(type) ?? _definitions.FindType(char.ToLowerInvariant(type[0]) + type[1..]);
        if (known is null)
            return false;

        _steps[^1] = _steps[^1] with { AsType = known.Name };
        return true;
    }

    private readonly bool Filter(PathFilter filter)
    {
        if (_steps.Count == 0 || filter.Text.Length == 0 || _steps[^1].Filter is not null)
            return false;

        _steps[^1] = _steps[^1] with { Filter = filter };
        return true;
    }

    private string Word()
    {
        SkipBlanks();
        var start = _at;
        while (_at < _text.Length && char.IsAsciiLetterOrDigit(_text[_at]))
            _at++;

        return _text[start.._at].ToString();
    }

    private string Digits()
    {
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
            _at++;

        return _text[start.._at].ToString();
    }

    private string? Quoted()
    {
        if (!Take('\''))
            return null;

        var length = _text[_at..].IndexOf('\'');
        if (length < 0)
            return null;

        var text = _text.Slice(_at, length).ToString();
        _at += length + 1;
        return text;
    }

    private bool TakeWord(string word)
    {
        if (!_text[_at..].StartsWith(word, StringComparison.Ordinal) ||
            _at + word.Length >= _text.Length || _text[_at + word.Length] != ' ')
            return false;

        _at += word.Length;
        return true;
    }

    private bool TakeAfterBlanks(char letter)
    {
        SkipBlanks();
        return Take(letter);
    }

    private bool Take(char letter)
    {
        if (!Peek(letter))
            return false;

        _at++;
        return true;
    }

    private readonly bool Peek(char letter) => _at < _text.Length && _text[_at] == letter;

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] == ' ')
            _at++;
    }
}

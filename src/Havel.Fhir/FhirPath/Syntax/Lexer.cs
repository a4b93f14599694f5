namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>Cuts an expression into tokens. Source: https://hl7.org/fhirpath/N1/grammar.html.</summary>
internal ref struct Lexer(string source)
{
    private readonly List<Token> _tokens = [];
    private int _at = 0;

    public static List<Token> Tokenize(string source)
    {
        var lexer = new Lexer(source);
        lexer.Run();
        return lexer._tokens;
    }

    private readonly char Current => Peek(0);

    private readonly char Peek(int ahead) => _at + ahead < source.Length ? source[_at + ahead] : '\0';

    private void Run()
    {
        while (SkipSpace())
            ReadToken();
        Add(TokenKind.End, string.Empty, _at);
    }

    private readonly void Add(TokenKind kind, string text, int start) => _tokens.Add(new Token(kind, text, start));

    private void ReadToken()
    {
        var start = _at;
        var c = Current;
        if (IsIdentifierStart(c))
            Add(TokenKind.Identifier, ReadIdentifier(), start);
        else if (char.IsAsciiDigit(c))
            ReadNumber();
        else if (c == '\'')
            Add(TokenKind.String, ReadQuoted('\''), start);
        else if (c is '`' or '"')
            Add(TokenKind.Delimited, ReadQuoted(c), start);
        else if (c == '@')
            ReadTemporal();
        else if (c == '%')
            ReadVariable();
        else if (c == '$')
            ReadSpecial();
        else
            ReadSymbol();
    }

    private bool SkipSpace()
    {
        while (_at < source.Length)
        {
            if (char.IsWhiteSpace(Current))
                _at++;
            else if (Current == '/' && Peek(1) == '/')
                SkipLine();
            else if (Current == '/' && Peek(1) == '*')
                SkipBlock();
            else
                return true;
        }

        return false;
    }

    private void SkipLine()
    {
        var end = source.AsSpan(_at).IndexOfAny('\r', '\n');
        _at = end < 0 ? source.Length : _at + end;
    }

    private void SkipBlock()
    {
        var end = source.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (end < 0)
            throw new SyntaxFault(_at, "The comment has no end");
        _at = end + 2;
    }

    private static bool IsIdentifierStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private string ReadIdentifier()
    {
        var start = _at;
        while (IsIdentifierStart(Current) || char.IsAsciiDigit(Current))
            _at++;
        return source[start.._at];
    }

    private void ReadNumber()
    {
        var start = _at;
        SkipDigits();
        if (Current != '.' || !char.IsAsciiDigit(Peek(1)))
        {
            Add(TokenKind.Integer, source[start.._at], start);
            return;
        }

        _at++;
        SkipDigits();
        Add(TokenKind.Decimal, source[start.._at], start);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Current))
            _at++;
    }

    private string ReadQuoted(char quote)
    {
        var start = ++_at;
        while (Current != quote)
        {
            if (_at >= source.Length)
                throw new SyntaxFault(start - 1, $"The text that starts with {quote} has no end");
            _at += Current == '\\' ? 2 : 1;
        }

        _at++;
        return StringEscapes.Resolve(source, start, _at - 1);
    }

    private void ReadVariable()
    {
        var start = _at++;
        if (IsIdentifierStart(Current))
            Add(TokenKind.Variable, ReadIdentifier(), start);
        else if (Current is '`' or '\'' or '"')
            Add(TokenKind.Variable, ReadQuoted(Current), start);
        else
            throw new SyntaxFault(start, "A variable's name is missing after %");
    }

    private void ReadSpecial()
    {
        var start = _at++;
        var name = ReadIdentifier();
        if (name is not ("this" or "index" or "total"))
            throw new SyntaxFault(start, $"${name} is not one of $this, $index, $total");
        Add(TokenKind.Special, name, start);
    }

    private void ReadTemporal()
    {
        var start = _at++;
        var isTime = Current == 'T';
        var kind = isTime ? TokenKind.Time : TokenKind.Date;
        if (!isTime)
            SkipParts('-', 3);
        if (Current == 'T')
        {
            kind = isTime ? TokenKind.Time : TokenKind.DateTime;
            _at++;
            SkipClock(hasZone: !isTime);
        }

        Add(kind, source[(start + 1).._at], start);
    }

    private void SkipClock(bool hasZone)
    {
        if (!char.IsAsciiDigit(Current))
            return;

        SkipParts(':', 3);
        if (Current == '.' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            SkipDigits();
        }

        if (!hasZone)
            return;
        if (Current == 'Z')
        {
            _at++;
        }
        else if (Current is '+' or '-' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            SkipParts(':', 2);
        }
    }

    private void SkipParts(char separator, int parts)
    {
        SkipDigits();
        for (var part = 1; part < parts && Current == separator && char.IsAsciiDigit(Peek(1)); part++)
        {
            _at++;
            SkipDigits();
        }
    }

    private void ReadSymbol()
    {
        var start = _at;
        var two = source.AsSpan(_at, Math.Min(2, source.Length - _at));
        var length = two is "<=" or ">=" or "!=" or "!~" ? 2 : 1;
        if (length == 1 && !".,()[]{}+-*/&|<>=~".Contains(Current))
            throw new SyntaxFault(start, $"The character {Current} has no meaning here");

        _at += length;
        Add(TokenKind.Symbol, source.Substring(start, length), start);
    }
}

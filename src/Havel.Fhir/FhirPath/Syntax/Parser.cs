using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>Parses by precedence. Source: https://hl7.org/fhirpath/N1/#operator-precedence.</summary>
internal sealed class Parser
{
    private const int TypePrecedence = 8;
    private const int UnaryPrecedence = 11;

    private readonly List<Token> _tokens;
    private int _at;
    private int _nesting;

    private Parser(List<Token> tokens) => _tokens = tokens;

    private Token Current => _tokens[_at];

    /// <summary>The tree, or null and an issue that says where the text is wrong.</summary>
    public static SyntaxNode? Parse(string expression, List<Issue> issues)
    {
        try
        {
            if (expression.Length > Limits.FhirPathLength)
                throw new SyntaxFault(0, $"The expression is longer than {Limits.FhirPathLength} characters");

            var parser = new Parser(Lexer.Tokenize(expression));
            var tree = parser.ParseExpression(0);
            if (parser.Current.Kind != TokenKind.End)
                throw new SyntaxFault(parser.Current.Position, $"{parser.Current} was not expected");
            return tree;
        }
        catch (SyntaxFault fault)
        {
            issues.Add(fault.ToIssue(expression));
            return null;
        }
    }

    private static int Precedence(in Token token)
    {
        if (token.Kind is not (TokenKind.Symbol or TokenKind.Identifier))
            return -1;

        return token.Text switch
        {
            "implies" => 0,
            "or" or "xor" => 1,
            "and" => 2,
            "in" or "contains" => 3,
            "=" or "~" or "!=" or "!~" => 4,
            "<" or ">" or "<=" or ">=" => 5,
            "|" => 6,
            "is" or "as" => TypePrecedence,
            "+" or "-" or "&" => 9,
            "*" or "/" or "div" or "mod" => 10,
            _ => -1,
        };
    }

    private SyntaxNode ParseExpression(int least)
    {
        Enter();
        var left = ParseUnary();
        while (Precedence(Current) is var precedence && precedence >= least)
        {
            var token = Next();
            if (precedence == TypePrecedence)
            {
                var position = Current.Position;
                left = Check(new TypeSyntax(left, token.Text == "as", ParseTypeName(), position));
                continue;
            }

            var right = ParseExpression(precedence + 1);
            left = Check(new BinarySyntax(token.Text, left, right, token.Position));
        }

        _nesting--;
        return left;
    }

    private SyntaxNode ParseUnary()
    {
        if (!Current.IsSymbol("+") && !Current.IsSymbol("-"))
            return ParsePostfix();

        var sign = Next();
        return Check(new UnarySyntax(sign.Text == "-", ParseExpression(UnaryPrecedence), sign.Position));
    }

    private SyntaxNode ParsePostfix()
    {
        var node = ParseTerm();
        while (true)
        {
            if (Accept("."))
            {
                node = ParseInvocation(node);
            }
            else if (Current.IsSymbol("["))
            {
                var position = Next().Position;
                var index = ParseExpression(0);
                Expect("]");
                node = Check(new IndexSyntax(node, index, position));
            }
            else
            {
                return node;
            }
        }
    }

    private SyntaxNode ParseInvocation(SyntaxNode? source)
    {
        var name = Next();
        if (name.Kind == TokenKind.Special && source is not null)
            throw new SyntaxFault(name.Position, $"${name.Text} cannot follow a path");
        if (name.Kind is not (TokenKind.Identifier or TokenKind.Delimited))
            throw new SyntaxFault(name.Position, $"An element or function was expected, {name} was found");

        return Current.IsSymbol("(")
            ? Check(new CallSyntax(source, name.Text, ParseArguments(), name.Position))
            : Check(new MemberSyntax(source, name.Text, name.Position));
    }

    private List<SyntaxNode> ParseArguments()
    {
        var arguments = new List<SyntaxNode>();
        Expect("(");
        if (Accept(")"))
            return arguments;

        do
        {
            arguments.Add(ParseArgument());
        }
        while (Accept(","));
        Expect(")");
        return arguments;
    }

    /// <summary>An argument; <c>sort()</c> has the direction behind it.</summary>
    private SyntaxNode ParseArgument()
    {
        var argument = ParseExpression(0);
        if (!Current.IsWord("asc") && !Current.IsWord("desc"))
            return argument;

        var direction = Next();
        return Check(new SortKeySyntax(argument, direction.Text == "desc", direction.Position));
    }

    private SyntaxNode ParseTerm()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Identifier when token.Text is "true" or "false" && !IsCallNext():
                Next();
                return new LiteralSyntax(FhirPathValue.Of(token.Text == "true"), token.Position);
            case TokenKind.Identifier or TokenKind.Delimited:
                return ParseInvocation(null);
            case TokenKind.Variable:
                Next();
                return new VariableSyntax(token.Text, token.Position);
            case TokenKind.Special:
                Next();
                return new SpecialSyntax(token.Text, token.Position);
            case TokenKind.Symbol:
                return ParseGroup();
            case TokenKind.End:
                throw new SyntaxFault(token.Position, "The expression ends where a value was expected");
            default:
                return ParseLiteral(Next());
        }
    }

    private SyntaxNode ParseGroup()
    {
        var token = Next();
        if (token.Text == "{")
        {
            Expect("}");
            return new LiteralSyntax(default, token.Position);
        }

        if (token.Text != "(")
            throw new SyntaxFault(token.Position, $"A value was expected, {token} was found");

        var inner = ParseExpression(0);
        Expect(")");
        return inner;
    }

    private LiteralSyntax ParseLiteral(in Token token)
    {
        var value = Literals.Read(token);
        if (token.Kind is not (TokenKind.Integer or TokenKind.Decimal))
            return new LiteralSyntax(value, token.Position);

        if (Literals.Unit(Current) is { } unit)
            value = FhirPathValue.Quantity(value.Decimal, unit, Next().Kind == TokenKind.Identifier);
        return new LiteralSyntax(value, token.Position);
    }

    private string ParseTypeName()
    {
        var name = ExpectName();
        while (Accept("."))
            name += "." + ExpectName();
        return name;
    }

    private string ExpectName()
    {
        var token = Next();
        return token.Kind is TokenKind.Identifier or TokenKind.Delimited
            ? token.Text
            : throw new SyntaxFault(token.Position, $"The name of a type was expected, {token} was found");
    }

    private bool IsCallNext() => _tokens[_at + 1].IsSymbol("(");

    private Token Next()
    {
        var token = Current;
        if (token.Kind != TokenKind.End)
            _at++;
        return token;
    }

    private bool Accept(string symbol)
    {
        if (!Current.IsSymbol(symbol))
            return false;

        _at++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Accept(symbol))
            throw new SyntaxFault(Current.Position, $"{symbol} was expected, {Current} was found");
    }

    private void Enter()
    {
        if (++_nesting > Limits.FhirPathNesting)
            throw new SyntaxFault(Current.Position, $"The expression is nested deeper than {Limits.FhirPathNesting}");
    }

    private static T Check<T>(T node)
        where T : SyntaxNode =>
        node.Depth <= Limits.FhirPathNesting
            ? node
            : throw new SyntaxFault(node.Position, $"The expression is nested deeper than {Limits.FhirPathNesting}");
}

using System.Globalization;
using System.Numerics;

namespace Havel.Fhir.Ucum;

/// <summary>Reads a unit expression by the case-sensitive grammar. Source: https://ucum.org/ucum#section-Grammar.
/// Beyond it, an annotation may also follow a number or a parenthesis, as in <c>g/(8.h){shift}</c> of the published
/// list of common codes.</summary>
internal sealed class UnitReader(string text)
{
    private int _at;
    private int _depth;
    private UcumFault? _fault;

    private bool IsAtEnd => _at >= text.Length;

    /// <summary>What the whole text stands for; null with a fault where it is no unit.</summary>
    public UnitMeaning? Read(out UcumFault? fault)
    {
        var meaning = ReadWhole();
        fault = _fault;
        return fault is null ? meaning : null;
    }

    private UnitMeaning? ReadWhole()
    {
        if (text.Length == 0)
            return Fail("A unit is empty", 0);
        if (text.Length > Limits.UcumLength)
            return Fail($"A unit of {text.Length} characters; at most {Limits.UcumLength} are read", 0);

        var meaning = UnitMeaning.One;
        if (text[0] == '/')
        {
            _at = 1;
            if (ReadComponent() is not { } first || Combine(meaning, first, -1, 0) is not { } inverted)
                return null;
            meaning = ReadRest(inverted);
        }
        else
        {
            meaning = ReadTerm();
        }

        return meaning is not null && !IsAtEnd ? FailHere("an operator or the end") : meaning;
    }

    private UnitMeaning? ReadTerm() => ReadComponent() is { } first ? ReadRest(first) : null;

    /// <summary>Products and quotients are read from the left: <c>a/b.c</c> is <c>(a/b).c</c>.</summary>
    private UnitMeaning? ReadRest(UnitMeaning first)
    {
        var meaning = first;
        while (!IsAtEnd && text[_at] is '.' or '/')
        {
            var start = _at;
            var sign = text[_at++] == '.' ? 1 : -1;
            if (ReadComponent() is not { } next || Combine(meaning, next, sign, start) is not { } product)
                return null;
            meaning = product;
        }

        return meaning;
    }

    private UnitMeaning? ReadComponent()
    {
        if (IsAtEnd)
            return FailHere("a unit");

        return text[_at] switch
        {
            '(' => ReadParenthesis(),
            '{' => ReadAnnotation() ? UnitMeaning.One : null,
            _ when StartsWithTen() => ReadUnit(),
            >= '0' and <= '9' => ReadNumber(),
            _ => ReadUnit(),
        };
    }

    private UnitMeaning? ReadParenthesis()
    {
        var start = _at++;
        if (++_depth > Limits.UcumNesting)
            return Fail($"'{text}' nests deeper than {Limits.UcumNesting} parentheses", start);
        if (ReadTerm() is not { } inner)
            return null;
        if (IsAtEnd || text[_at] != ')')
            return FailHere("')'");

        _at++;
        _depth--;
        return ReadAnnotation() ? inner : null;
    }

    private UnitMeaning? ReadNumber()
    {
        var start = _at;
        while (!IsAtEnd && char.IsAsciiDigit(text[_at]))
            _at++;

        var number = BigInteger.Parse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture);
        if (number.IsZero)
            return Fail($"'{text}' has the factor 0", start);
        if (!IsAtEnd && text[_at] is not ('.' or '/' or ')' or '{'))
            return Fail($"'{text}': a number stands alone; '.' must separate it from a unit", _at);

        return ReadAnnotation() ? new UnitMeaning(Rational.Of(number), default) : null;
    }

    private UnitMeaning? ReadUnit()
    {
        var start = _at;
        SkipSymbol();
        if (_fault is not null)
            return null;
        if (_at == start)
            return FailHere("a unit");

        var symbol = text.AsSpan(start, _at - start);
        if (UcumTable.Shared.Find(symbol, out var prefix) is not { } atom)
            return Fail(UnknownSymbol.Describe(text, symbol.ToString()), start);
        if (ReadExponent() is not { } exponent || !ReadAnnotation())
            return null;

        var meaning = atom.Meaning;
        if (prefix is not null)
            meaning = Prefixed(meaning, prefix.Factor);
        if (exponent == 1)
            return meaning;

        return meaning.IsSpecial
            ? Fail($"'{text}': {atom.Code} is defined by a function, so it takes no exponent", start)
            : Combine(UnitMeaning.One, meaning, exponent, start);
    }

    private static UnitMeaning Prefixed(UnitMeaning meaning, Rational factor) => meaning.IsSpecial
        ? meaning with { Scale = meaning.Scale * factor }
        : meaning with { Factor = meaning.Factor * factor };

    private bool StartsWithTen() =>
        text.AsSpan(_at).StartsWith("10*", StringComparison.Ordinal)
        || text.AsSpan(_at).StartsWith("10^", StringComparison.Ordinal);

    /// <summary>Goes to the end of a unit's letters. What stands in brackets belongs to it, whatever it is.</summary>
    private void SkipSymbol()
    {
        if (StartsWithTen())
        {
            _at += 3;
            return;
        }

        while (!IsAtEnd && text[_at] is > ' '
            and not ('.' or '/' or '(' or ')' or '{' or '}' or ']' or '+' or '-' or (>= '0' and <= '9')))
        {
            if (text[_at++] != '[')
                continue;

            var close = text.AsSpan(_at).IndexOf(']');
            if (close < 0)
            {
                Fail($"'{text}' lacks the ']' of a bracket", _at - 1);
                return;
            }

            _at += close + 1;
        }
    }

    private int? ReadExponent()
    {
        var start = _at;
        var sign = 1;
        if (!IsAtEnd && text[_at] is '+' or '-')
            sign = text[_at++] == '-' ? -1 : 1;

        var exponent = 0;
        var digits = _at;
        while (!IsAtEnd && char.IsAsciiDigit(text[_at]))
        {
            exponent = (exponent * 10) + (text[_at++] - '0');
            if (exponent > Limits.UcumExponent)
            {
                Fail($"'{text}' has an exponent over {Limits.UcumExponent}", start);
                return null;
            }
        }

        if (_at > digits)
            return sign * exponent;
        if (start == digits)
            return 1;

        FailHere("the digits of an exponent");
        return null;
    }

    /// <summary>Passes over <c>{...}</c> if one is there; false with a fault where it does not end.</summary>
    private bool ReadAnnotation()
    {
        if (IsAtEnd || text[_at] != '{')
            return true;

        var start = _at++;
        while (!IsAtEnd && text[_at] is >= ' ' and <= '~' and not ('{' or '}'))
            _at++;
        if (!IsAtEnd && text[_at] == '}')
        {
            _at++;
            return true;
        }

        if (IsAtEnd)
            Fail($"'{text}' lacks the '}}' of an annotation", start);
        else
            Fail($"'{text}' has a character in an annotation that is not allowed there", _at);
        return false;
    }

    private UnitMeaning? Combine(UnitMeaning left, UnitMeaning right, int exponent, int position)
    {
        if (left.IsSpecial && right.IsNumber)
            return left with { Scale = left.Scale * right.Factor.Pow(exponent) };
        if (right.IsSpecial && left.IsNumber && exponent == 1)
            return right with { Scale = right.Scale * left.Factor };
        if (left.IsSpecial || right.IsSpecial)
            return Fail($"'{text}': a unit that is defined by a function takes part in no product", position);

        if ((right.Factor.Bits * Math.Abs(exponent)) + left.Factor.Bits > Limits.UcumFactorBits
            || left.Dimension.Add(right.Dimension, exponent) is not { } dimension)
            return Fail($"'{text}' is too large to compute with", position);

        return new UnitMeaning(left.Factor * right.Factor.Pow(exponent), dimension);
    }

    private UnitMeaning? FailHere(string expected) => IsAtEnd
        ? Fail($"'{text}' ends where {expected} was expected", text.Length)
        : Fail($"'{text}': '{text[_at]}' stands where {expected} was expected", _at);

    private UnitMeaning? Fail(string message, int position)
    {
        _fault ??= new UcumFault(message, position);
        return null;
    }
}

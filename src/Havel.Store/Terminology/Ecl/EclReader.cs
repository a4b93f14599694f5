using System.Text;

namespace Havel.Store.Terminology.Ecl;

/// <summary>Reads an expression of SNOMED CT's constraint language and answers it on the way: concepts, hierarchy
/// (<c>&lt; &lt;&lt; &lt;! &gt; &gt;&gt; &gt;!</c>), reference sets (<c>^</c>), <c>*</c>, AND, OR, MINUS, parentheses,
/// and refinements by attributes whose values are concepts. Groups of attributes are read as if they were none; what is
/// beyond that gives no answer rather than a wrong one. Source: https://docs.snomed.org/ (Expression Constraint
/// Language, short syntax).</summary>
internal sealed class EclReader(StoredCodeSystem system, string text)
{
    private const string MemberOf = "memberOf";

    private readonly long _count = system.Count ?? 0;
    private int _at;
    private int _depth;

    /// <summary>The concepts; null where the expression is not understood, or names a concept that is not
    /// there.</summary>
    public IEnumerable<long>? Select()
    {
        try
        {
            var found = ReadExpression();
            SkipSpace();
            return _at == text.Length ? found.All() : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private ConceptBits ReadExpression()
    {
        if (++_depth > Limits.EclNesting)
            throw new FormatException("nested too deeply");

        var found = ReadRefined();
        while (TakeWord("AND") || Take(','))
            found = found.And(ReadRefined());
        while (TakeWord("OR"))
            found = found.Or(ReadRefined());
        while (TakeWord("MINUS"))
            found = found.Minus(ReadRefined());
        _depth--;
        return found;
    }

    private ConceptBits ReadRefined()
    {
        var focus = ReadSimple();
        return Take(':') ? focus.And(ReadRefinement()) : focus;
    }

    private ConceptBits ReadRefinement()
    {
        var found = ReadAttributes();
        while (true)
        {
            if (Take(',') || TakeWord("AND"))
                found = found.And(ReadAttributes());
            else if (TakeWord("OR"))
                found = found.Or(ReadAttributes());
            else
                return found;
        }
    }

    private ConceptBits ReadAttributes()
    {
        if (++_depth > Limits.EclNesting)
            throw new FormatException("nested too deeply");

        ConceptBits found;
        if (Take('{'))
            found = Closed(ReadRefinement(), '}');
        else if (Take('('))
            found = Closed(ReadRefinement(), ')');
        else
            found = ReadAttribute();
        _depth--;
        return found;
    }

    private ConceptBits ReadAttribute()
    {
        var names = ReadSimple();
        var isNegated = Take('!');
        if (!Take('='))
            throw new FormatException("no value");

        var values = ReadSimple();
        var found = new ConceptBits(_count);
        foreach (var name in names.All())
        {
            if (system.FindProperty(system.Code(name)) is not { } property)
                continue;

            // An attribute that is not equal still has to be there.
            foreach (var (target, concept) in system.Targets(property.Id))
            {
                if (values.Contains(target) != isNegated)
                    found.Add(concept);
            }
        }

        return found;
    }

    private ConceptBits ReadSimple()
    {
        SkipSpace();
        foreach (var sign in (string[])["<<!", "<<", "<!", "<", ">>!", ">>", ">!", ">", "^"])
        {
            if (text.AsSpan(_at).StartsWith(sign, StringComparison.Ordinal))
            {
                _at += sign.Length;
                return Spread(sign, ReadOperand());
            }
        }

        return ReadOperand();
    }

    private ConceptBits ReadOperand()
    {
        if (Take('('))
            return Closed(ReadExpression(), ')');
        if (Take('*'))
            return new ConceptBits(_count).With(system.All()!);

        var start = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            _at++;

        var concept = system.Find(Encoding.UTF8.GetBytes(text[start.._at]));
        if (_at == start || concept < 0)
            throw new FormatException("no such concept");

        // The term between bars is for people.
        if (Take('|'))
        {
            var end = text.IndexOf('|', _at);
            _at = end < 0 ? throw new FormatException("no end of the term") : end + 1;
        }

        return new ConceptBits(_count).With([concept]);
    }

    private ConceptBits Spread(string sign, ConceptBits from)
    {
        var found = new ConceptBits(_count);
        foreach (var concept in from.All())
            found.With(Related(sign, concept));
        return sign is "<<" or ">>" or "<<!" or ">>!" ? found.Or(from) : found;
    }

    private IEnumerable<long> Related(string sign, long concept) => sign switch
    {
        "<" or "<<" => system.Descendants(concept),
        "<!" or "<<!" => system.Children(concept),
        ">!" or ">>!" => system.Parents(concept),
        "^" => system.FindProperty(MemberOf) is { } property
            ? system.Targets(property.Id).Where(pair => pair.Target == concept).Select(pair => pair.Concept)
            : [],
        _ => system.Ancestors(concept),
    };

    private ConceptBits Closed(ConceptBits found, char end) =>
        Take(end) ? found : throw new FormatException($"no {end}");

    private bool Take(char sign)
    {
        SkipSpace();
        if (_at >= text.Length || text[_at] != sign)
            return false;

        _at++;
        return true;
    }

    private bool TakeWord(string word)
    {
        SkipSpace();
        if (!text.AsSpan(_at).StartsWith(word, StringComparison.OrdinalIgnoreCase)
            || (_at + word.Length < text.Length && char.IsLetterOrDigit(text[_at + word.Length])))
            return false;

        _at += word.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
    }
}

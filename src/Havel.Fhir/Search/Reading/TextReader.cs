using Havel.Fhir.Issues;
using Havel.Fhir.Search.Texts;

namespace Havel.Fhir.Search.Reading;

/// <summary>Reads the value of <c>_text</c> and <c>_content</c>: words, <c>AND</c> (also unsaid), <c>OR</c>,
/// <c>NOT</c>, brackets, quotes around words that follow one another, and <c>*</c> behind the beginning of a word. R4
/// leaves the language to the server: https://hl7.org/fhir/R4/search.html#text.</summary>
internal sealed class TextReader(ReadState state, string code, string text)
{
    public const string Narrative = "_text";
    public const string Content = "_content";

    private int _at;
    private int _depth;
    private int _terms;
    private bool _isTooDeep;

    /// <summary>The condition, or null after an issue.</summary>
    public SearchClause? Read()
    {
        var clause = Either();
        if (clause is not null && Peek() is null && _terms <= Limits.SearchAlternatives)
            return clause;

        if (_terms > Limits.SearchAlternatives)
            state.Refuse(IssueType.TooCostly, $"{code} has more than {Limits.SearchAlternatives} words.");
        else if (_isTooDeep)
            state.Refuse(IssueType.TooCostly, $"{code} is nested more than {Limits.SearchTextNesting} deep.");
        else
            state.Refuse(
                IssueType.Value,
                $"{code} takes words, AND, OR, NOT, brackets, quotes and word*; not '{Quoted.Of(text)}'.");

        return null;
    }

    private SearchClause? Either()
    {
        var any = new List<SearchClause>();
        do
        {
            if (Both() is not { } clause)
                return null;

            any.Add(clause);
        }
        while (Take("OR") || Take(","));

        return any.Count == 1 ? any[0] : new AnyClause(any);
    }

    private SearchClause? Both()
    {
        var all = new List<SearchClause>();
        do
        {
            if (One() is not { } clause)
                return null;

            all.Add(clause);
        }
        while (Take("AND") || Peek() is not (null or "OR" or "," or ")"));

        return all.Count == 1 ? all[0] : new AllClause(all);
    }

    private SearchClause? One()
    {
        if (Take("NOT"))
            return Within(One) is { } inner ? new NotClause(inner) : null;

        if (Take("("))
            return Within(Either) is { } inner && Take(")") ? inner : null;

        var token = Peek();
        if (token is null or "AND" or "OR" or ")" or ",")
            return null;

        _at += token.Length;
        _terms++;
        var isBeginning = token.EndsWith('*');
        if (isBeginning)
            return Beginning(token[..^1]);

        var words = TextWords.Of(token).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : new TextClause(code is Content, words, IsBeginning: false);
    }

    private SearchClause? Within(Func<SearchClause?> read)
    {
        _isTooDeep |= _depth >= Limits.SearchTextNesting;
        if (_isTooDeep)
            return null;

        _depth++;
        var clause = read();
        _depth--;
        return clause;
    }

    /// <summary>Words lie without their endings, so that one that is no longer than the beginning is found by its
    /// stem.</summary>
    private AnyClause Beginning(string word) => new(
    [
        new TextClause(code is Content, [TextWords.Folded(word, isBeginning: true)], IsBeginning: true),
        new TextClause(code is Content, [TextWords.Folded(word, isBeginning: false)], IsBeginning: false),
    ]);

    private bool Take(string token)
    {
        if (!string.Equals(Peek(), token, StringComparison.Ordinal))
            return false;

        _at += token.Length;
        return true;
    }

    /// <summary>The next token; null at the end. What is no letter and no digit stands between words.</summary>
    private string? Peek()
    {
        while (_at < text.Length && !TextWords.IsOfWord(text[_at]) && text[_at] is not ('"' or '(' or ')' or ','))
            _at++;

        if (_at == text.Length)
            return null;

        var end = _at + 1;
        if (text[_at] == '"')
        {
            end = text.IndexOf('"', end);
            return end < 0 ? text[_at..] : text[_at..(end + 1)];
        }

        if (!TextWords.IsOfWord(text[_at]))
            return text[_at..end];

        while (end < text.Length && TextWords.IsOfWord(text[end]))
            end++;

        return text[_at..(end < text.Length && text[end] == '*' ? end + 1 : end)];
    }
}

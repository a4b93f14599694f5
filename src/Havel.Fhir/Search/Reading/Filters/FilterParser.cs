using Havel.Fhir.Issues;

namespace Havel.Fhir.Search.Reading.Filters;

/// <summary>Reads the grammar of <c>_filter</c>. <c>and</c> and <c>or</c> are read from left to right, neither before
/// the other. Source: https://hl7.org/fhir/R4/search_filter.html.</summary>
internal sealed class FilterParser(ReadState state, string source)
{
    private readonly FilterText _text = new(source);
    private int _nesting;
    private int _terms;

    /// <summary>The filter, or null after an issue.</summary>
    public FilterNode? Read()
    {
        if (Filter() is not { } filter)
            return null;

        return _text.IsAtEnd ? filter : Expected("'and', 'or' or the end");
    }

    private FilterNode? Filter()
    {
        var left = One();
        while (left is not null)
        {
            var isAnd = _text.TakeWord("and");
            if (!isAnd && !_text.TakeWord("or"))
                return left;

            left = One() is { } right ? new FilterPair(isAnd, left, right) : null;
        }

        return null;
    }

    private FilterNode? One()
    {
        if (_text.Take('('))
            return Within(')');

        if (!_text.TakeWord("not"))
            return Test();

        if (!_text.Take('('))
            return Expected("'(' after 'not'");

        return Within(')') is { } inner ? new FilterNot(inner) : null;
    }

    private FilterNode? Within(char end)
    {
        if (_nesting >= Limits.FilterNesting)
            return Refused(
                IssueType.TooCostly, $"has more than {Limits.FilterNesting} parentheses or brackets in each other");

        _nesting++;
        var inner = Filter();
        _nesting--;
        return inner is null || _text.Take(end) ? inner : Expected($"'{end}'");
    }

    private FilterNode? Test()
    {
        if (++_terms > Limits.FilterTerms)
            return Refused(IssueType.TooCostly, $"has more than {Limits.FilterTerms} comparisons");

        if (Path() is not { } path)
            return null;

        var code = _text.NameAfterBlanks();
        if (!FilterOperators.Has(code))
            return Refused(IssueType.Invalid, $"has '{Quoted.Of(code)}' where an operator such as eq or co is due");

        return _text.Value() is { Length: > 0 } value
            ? new FilterTest(path, code, value)
            : Expected("a value");
    }

    private List<FilterStep>? Path()
    {
        var steps = new List<FilterStep>();
        do
        {
            var name = steps.Count == 0 ? _text.NameAfterBlanks() : _text.Name();
            if (name.Length == 0)
            {
                Expected("the name of a search parameter");
                return null;
            }

            var filter = default(FilterNode);
            if (_text.TakeHere('[') && (filter = Within(']')) is null)
                return null;

            steps.Add(new FilterStep(name, filter));
        }
        while (_text.TakeHere('.'));

        return steps;
    }

    private FilterNode? Expected(string what) => Refused(
        IssueType.Invalid, $"has {_text.Rest()} at character {_text.At} where {what} is due");

    private FilterNode? Refused(IssueType type, string what)
    {
        state.Refuse(type, $"_filter {what}.");
        return null;
    }
}

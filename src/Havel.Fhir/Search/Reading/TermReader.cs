using Havel.Fhir.Issues;
using Havel.Fhir.Terminology;

namespace Havel.Fhir.Search.Reading;

/// <summary>Turns <c>:in</c>, <c>:not-in</c>, <c>:below</c> and <c>:above</c> on tokens into the codes they stand for.
/// Source: https://hl7.org/fhir/R4/search.html#token.</summary>
internal static class TermReader
{
    /// <summary>The clause, or null after an issue.</summary>
    /// <param name="state">The reading.</param>
    /// <param name="parameter">A token parameter.</param>
    /// <param name="modifier">One of the four.</param>
    /// <param name="texts">The values between commas, with their escapes.</param>
    public static ValueClause? Read(
        ReadState state, SearchParameter parameter, SearchModifier modifier, IReadOnlyList<string> texts)
    {
        var values = new List<SearchValue>();
        foreach (var text in texts)
        {
            if (text.Length == 0)
                continue;

            if (Codes(state, parameter, modifier, text, Limits.SearchCodes - values.Count) is not { } codes)
                return null;

            foreach (var (system, code) in codes)
                Add(values, parameter, system, code);
        }

        var meaning = modifier == SearchModifier.NotIn ? SearchModifier.Not : SearchModifier.None;
        return new ValueClause(parameter, meaning, values);
    }

    private static IReadOnlyList<SystemCode>? Codes(
        ReadState state, SearchParameter parameter, SearchModifier modifier, string text, int limit)
    {
        if (state.Terms is not { } terms)
        {
            state.Refuse(IssueType.NotSupported, "This search has no terminology to ask.");
            return null;
        }

        if (modifier is SearchModifier.In or SearchModifier.NotIn)
            return Checked(state, parameter, terms.Members(EscapedText.Unescape(text), limit), limit);

        var parts = EscapedText.Split(text, '|');
        if (parts.Count == 2 && parts[0].Length > 0 && parts[1].Length > 0)
        {
            var (system, code) = (EscapedText.Unescape(parts[0]), EscapedText.Unescape(parts[1]));
            return Checked(
                state, parameter, terms.Closure(system, code, modifier == SearchModifier.Below, limit), limit);
        }

        state.Refuse(
            IssueType.Value,
            $"'{Quoted.Of(text)}' of {parameter.Code} is not system|code: what stands above or below a code, its "
            + "system says.");
        return null;
    }

    private static IReadOnlyList<SystemCode>? Checked(
        ReadState state, SearchParameter parameter, CodeList list, int limit)
    {
        if (list.Issue is { } issue)
        {
            state.Issues.Add(issue with { Severity = IssueSeverity.Error });
            return null;
        }

        if (list.Codes.Count <= limit)
            return list.Codes;

        state.Refuse(
            IssueType.TooCostly,
            $"{parameter.Code} comes to more than {Limits.SearchCodes} codes. Name a smaller value set.");
        return null;
    }

    /// <summary>A plain code whose element lists no codes is in the index without a system.</summary>
    private static void Add(List<SearchValue> values, SearchParameter parameter, string system, string code)
    {
        var hash = SearchHash.Token(code);
        values.Add(new TokenValue(hash, SearchHash.System(system)));
        if (parameter.IsCode && system.Length > 0)
            values.Add(new TokenValue(hash, 0));
    }
}

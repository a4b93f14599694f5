using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Search.Reading;

/// <summary>Reads one condition: a parameter, a chain or <c>_has</c>.</summary>
internal sealed class ClauseReader(ReadState state)
{
    /// <summary>What a name begins with that asks for what refers to the resource.</summary>
    public const string HasPrefix = "_has:";

    /// <summary>The condition, or null after an issue.</summary>
    /// <param name="type">The type searched; null at system level.</param>
    /// <param name="name">The name with everything behind it: <c>subject:Patient.name:exact</c>.</param>
    /// <param name="value">The value with its commas and escapes.</param>
    /// <param name="hops">How many references led here.</param>
    public SearchClause? Read(string? type, string name, string value, int hops)
    {
        var isHas = name.StartsWith(HasPrefix, StringComparison.Ordinal);
        var dot = isHas ? -1 : name.IndexOf('.');
        if (isHas)
            return new LinkReader(state, this).Has(type, name, hops, (each, rest) => Read(each, rest, value, hops + 1));

        if (dot > 0)
        {
            var rest = name[(dot + 1)..];
            return new LinkReader(state, this).Chain(
                type, name[..dot], LinkReader.FirstOf(rest), hops, each => Read(each, rest, value, hops + 1));
        }

        if (name is ListReader.Code)
            return new ListReader(state, this).Read(type, value);

        if (name is FilterReader.Code)
            return new FilterReader(state, this).Read(type, value, hops);

        if (name is TextReader.Narrative or TextReader.Content)
            return new TextReader(state, name, value).Read();

        var (code, modifier) = Divide(name);
        if (Find(type, code) is not { } parameter)
            return null;

        if (modifier is "missing")
            return Missing(parameter, value);

        return Values(parameter, modifier, value);
    }

    /// <summary>The parameter, or null after an issue.</summary>
    public SearchParameter? Find(string? type, string code)
    {
        if (state.Find(type, code) is { } parameter)
            return parameter;

        if (state.IsUnfinished(type, code))
            return null;

        if (UnsupportedParameters.Has(code))
            state.LeaveOut(IssueType.NotSupported, $"The search parameter {code} is not supported.");
        else
            state.LeaveOut(
                IssueType.NotFound,
                    $"{type ?? "A search over all types"} has no search parameter '{Quoted.Of(code)}'.");

        return null;
    }

    /// <summary>Whether there is a value: <c>true</c> for none.</summary>
    public MissingClause? Missing(SearchParameter parameter, string value)
    {
        if (value is "true" or "false")
            return new MissingClause(parameter, value is "true");

        state.Refuse(IssueType.Value, $"{parameter.Code}:missing takes true or false, not '{Quoted.Of(value)}'.");
        return null;
    }

    private ValueClause? Values(SearchParameter parameter, string modifierText, string value)
    {
        return ModifierText.Read(state, parameter, modifierText) is var (modifier, type)
            ? Values(parameter, modifier, type, value)
            : null;
    }

    /// <summary>The clause for values joined by comma, or null after an issue.</summary>
    /// <param name="parameter">What is searched.</param>
    /// <param name="modifier">How the values are meant.</param>
    /// <param name="type">The type of a <c>:[type]</c> modifier, or null.</param>
    /// <param name="value">The values with their escapes.</param>
    public ValueClause? Values(SearchParameter parameter, SearchModifier modifier, string? type, string value)
    {
        var texts = EscapedText.Split(value, ',');
        if (texts.Count > Limits.SearchAlternatives)
        {
            state.Refuse(IssueType.TooCostly, $"{parameter.Code} has more than {Limits.SearchAlternatives} values.");
            return null;
        }

        if (parameter.Kind == SearchParameterKind.Special && texts.Count > Limits.SearchPlaces)
        {
            state.Refuse(IssueType.TooCostly, $"{parameter.Code} has more than {Limits.SearchPlaces} places.");
            return null;
        }

        if (parameter.Kind == SearchParameterKind.Token && modifier
            is SearchModifier.In or SearchModifier.NotIn or SearchModifier.Below or SearchModifier.Above)
            return TermReader.Read(state, parameter, modifier, texts);

        if (modifier is SearchModifier.Below or SearchModifier.Above)
            return Hierarchy(parameter, modifier == SearchModifier.Below, texts);

        var values = new List<SearchValue>(texts.Count);
        foreach (var text in texts)
        {
            if (text.Length == 0)
                continue;

            if (ValueReader.Read(state, parameter, modifier, type, text) is not { } read)
                return null;

            values.Add(read);
        }

        return values.Count == 0 ? null : new ValueClause(parameter, modifier, values);
    }

    private ValueClause? Hierarchy(SearchParameter parameter, bool isBelow, IReadOnlyList<string> texts)
    {
        var values = new List<SearchValue>();
        foreach (var text in texts.Where(text => text.Length > 0).Select(EscapedText.Unescape))
        {
            var before = values.Count;
            if (parameter.Kind == SearchParameterKind.Uri)
                values.AddRange(HierarchyReader.Uri(state, parameter, isBelow, text));
            else if (HierarchyReader.Reference(state, parameter, isBelow, text) is { } value)
                values.Add(value);

            if (values.Count == before)
                return null;
        }

        return values.Count == 0 ? null : new ValueClause(parameter, SearchModifier.None, values);
    }

    private static (string Code, string Modifier) Divide(string name)
    {
        var colon = name.IndexOf(':');
        return colon < 0 ? (name, string.Empty) : (name[..colon], name[(colon + 1)..]);
    }
}

using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Search.Reading;

/// <summary>Reads one condition: a parameter, a chain or <c>_has</c>.</summary>
internal sealed class ClauseReader(ReadState state)
{
    private const string HasPrefix = "_has:";

    /// <summary>The condition, or null after an issue.</summary>
    /// <param name="type">The type searched; null at system level.</param>
    /// <param name="name">The name with everything behind it: <c>subject:Patient.name:exact</c>.</param>
    /// <param name="value">The value with its commas and escapes.</param>
    /// <param name="hops">How many references led here.</param>
    public SearchClause? Read(string? type, string name, string value, int hops)
    {
        var isHas = name.StartsWith(HasPrefix, StringComparison.Ordinal);
        var dot = isHas ? -1 : name.IndexOf('.');
        if ((isHas || dot > 0) && hops >= Limits.SearchHops)
            return Refused(
                IssueType.TooCostly, $"{Quoted.Of(name)} follows more than {Limits.SearchHops} reference(s).");

        if (isHas)
            return Has(type, name, value, hops);

        if (dot > 0)
            return Chain(type, name[..dot], name[(dot + 1)..], value, hops);

        var (code, modifier) = Divide(name);
        if (Find(type, code) is not { } parameter)
            return null;

        if (modifier is "missing")
            return Missing(parameter, value);

        return Values(parameter, modifier, value);
    }

    private SearchParameter? Find(string? type, string code)
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

    private MissingClause? Missing(SearchParameter parameter, string value)
    {
        if (value is "true" or "false")
            return new MissingClause(parameter, value is "true");

        state.Refuse(IssueType.Value, $"{parameter.Code}:missing takes true or false, not '{Quoted.Of(value)}'.");
        return null;
    }

    private ValueClause? Values(SearchParameter parameter, string modifierText, string value)
    {
        if (ModifierText.Read(state, parameter, modifierText) is not var (modifier, type))
            return null;

        var texts = EscapedText.Split(value, ',');
        if (texts.Count > Limits.SearchAlternatives)
        {
            state.Refuse(IssueType.TooCostly, $"{parameter.Code} has more than {Limits.SearchAlternatives} values.");
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

    /// <summary>Without a type in the chain every target type counts that has the parameter.
    /// Source: https://hl7.org/fhir/R4/search.html#chaining.</summary>
    private ChainClause? Chain(string? type, string head, string rest, string value, int hops)
    {
        var (code, target) = Divide(head);
        if (Find(type, code) is not { } parameter)
            return null;

        if (parameter.Kind != SearchParameterKind.Reference)
            return Refused<ChainClause>(
                IssueType.Invalid, $"{code} is not a reference, so nothing can be chained to it.");

        if (target.Length > 0 && (!TargetTypes.Has(parameter, target) || !IsType(target)))
            return Refused<ChainClause>(IssueType.Invalid, $"{code} does not refer to '{Quoted.Of(target)}'.");

        var innerCode = Divide(rest.Split('.')[0]).Code;
        IReadOnlyList<string> types = target.Length > 0 ? [target] : TargetTypes.Of(state.Catalog, parameter);
        var able = types.Where(each => innerCode is "_has" || state.Catalog.Find(each, innerCode) is not null).ToList();
        if (types.FirstOrDefault(each => state.Catalog.IsUnfinished(each, innerCode)) is { } unfinished)
        {
            // Another target type may have the parameter already; without this one the answer would be a part.
            Find(unfinished, innerCode);
            return null;
        }

        if (able.Count == 0)
        {
            Find(types[0], innerCode);
            return null;
        }

        var targets = new List<ChainTarget>(able.Count);
        foreach (var each in able)
        {
            if (Read(each, rest, value, hops + 1) is not { } clause)
                return null;

            targets.Add(new ChainTarget(each, clause));
        }

        return new ChainClause(parameter, targets);
    }

    /// <summary>Source: https://hl7.org/fhir/R4/search.html#has.</summary>
    private HasClause? Has(string? type, string name, string value, int hops)
    {
        var parts = name.Split(':', 4);
        if (type is null || parts.Length < 4 || !IsType(parts[1]))
            return Refused<HasClause>(
                IssueType.Invalid, $"'{Quoted.Of(name)}' is not of the form _has:Type:reference:parameter.");

        if (Find(parts[1], parts[2]) is not { } reference)
            return null;

        if (reference.Kind != SearchParameterKind.Reference || !TargetTypes.Has(reference, type))
            return Refused<HasClause>(IssueType.Invalid, $"{reference} does not refer to {type}.");

        return Read(parts[1], parts[3], value, hops + 1) is { } clause
            ? new HasClause(parts[1], reference, clause)
            : null;
    }

    private bool IsType(string name) =>
        state.Catalog.Definitions.FindType(name) is { IsResource: true, IsAbstract: false };

    private static (string Code, string Modifier) Divide(string name)
    {
        var colon = name.IndexOf(':');
        return colon < 0 ? (name, string.Empty) : (name[..colon], name[(colon + 1)..]);
    }

    private SearchClause? Refused(IssueType type, string message) => Refused<SearchClause>(type, message);

    private T? Refused<T>(IssueType type, string message)
        where T : SearchClause
    {
        state.Refuse(type, message);
        return null;
    }
}

using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Search.Reading;

/// <summary>Reads what follows references: chains and <c>_has</c>, at any length up to
/// <see cref="Limits.SearchHops"/>.</summary>
internal sealed class LinkReader(ReadState state, ClauseReader clauses)
{
    /// <summary>The parameter that the rest of a chain begins with.</summary>
    public static string FirstOf(string rest) =>
        rest.StartsWith(ClauseReader.HasPrefix, StringComparison.Ordinal)
            ? "_has"
            : Divide(rest.Split('.', '[')[0]).Code;

    /// <summary>Without a type in the chain every target type counts that has the parameter.
    /// Source: https://hl7.org/fhir/R4/search.html#chaining.</summary>
    /// <param name="type">The type that has the reference; null at system level.</param>
    /// <param name="head">The reference parameter, with <c>:Type</c> where one is named.</param>
    /// <param name="innerCode">The parameter that must be there at the far end.</param>
    /// <param name="hops">How many references led here.</param>
    /// <param name="inner">Reads what must hold at the far end, for each type it can have.</param>
    public SearchClause? Chain(
        string? type, string head, string innerCode, int hops, Func<string, SearchClause?> inner)
    {
        var (code, target) = Divide(head);
        if (IsTooLong(head, hops) || clauses.Find(type, code) is not { } parameter)
            return null;

        if (parameter.Kind != SearchParameterKind.Reference)
            return Refused($"{code} is not a reference, so nothing can be chained to it.");

        if (parameter.IsCanonical)
            return Canonical(parameter);

        if (target.Length > 0 && (!TargetTypes.Has(parameter, target) || !IsType(target)))
            return Refused($"{code} does not refer to '{Quoted.Of(target)}'.");

        IReadOnlyList<string> types = target.Length > 0 ? [target] : TargetTypes.Of(state.Catalog, parameter);
        if (Able(types, innerCode) is not { } able)
            return null;

        var targets = new List<ChainTarget>(able.Count);
        var branch = state.BeginBranches();
        foreach (var each in able)
        {
            if (!state.Branch())
                return null;

            if (inner(each) is { } clause)
                targets.Add(new ChainTarget(each, clause));
            else if (!branch.MayFail())
                return null;
        }

        return branch.End(targets.Count > 0) ? new ChainClause(parameter, targets) : null;
    }

    /// <summary>Source: https://hl7.org/fhir/R4/search.html#has.</summary>
    /// <param name="type">The type that is referred to.</param>
    /// <param name="name"><c>_has:Type:reference:parameter</c> with all behind it.</param>
    /// <param name="hops">How many references led here.</param>
    /// <param name="inner">Reads what must hold for the referring resource: its type, and what stands behind the third
    /// colon.</param>
    public SearchClause? Has(string? type, string name, int hops, Func<string, string, SearchClause?> inner)
    {
        var parts = name.Split(':', 4);
        if (IsTooLong(name, hops))
            return null;

        if (type is null || parts.Length < 4 || !IsType(parts[1]))
            return Refused($"'{Quoted.Of(name)}' is not of the form _has:Type:reference:parameter.");

        if (clauses.Find(parts[1], parts[2]) is not { } reference)
            return null;

        if (reference.Kind != SearchParameterKind.Reference || !TargetTypes.Has(reference, type))
            return Refused($"{reference} does not refer to {type}.");

        if (reference.IsCanonical)
            return Canonical(reference);

        return state.Branch() && inner(parts[1], parts[3]) is { } clause
            ? new HasClause(parts[1], reference, clause)
            : null;
    }

    /// <summary>The types that have the parameter; null after an issue.</summary>
    private List<string>? Able(IReadOnlyList<string> types, string code)
    {
        if (types.FirstOrDefault(each => state.Catalog.IsUnfinished(each, code)) is { } unfinished)
        {
            // Another target type may have the parameter already; without this one the answer would be a part.
            clauses.Find(unfinished, code);
            return null;
        }

        var able = types.Where(each => IsThere(each, code)).ToList();
        if (able.Count > 0)
            return able;

        clauses.Find(types[0], code);
        return null;
    }

    private bool IsThere(string type, string code) =>
        code is "_has" or ListReader.Code || state.Catalog.Find(type, code) is not null;

    private bool IsTooLong(string name, int hops)
    {
        if (hops < Limits.SearchHops)
            return false;

        state.Refuse(
            IssueType.TooCostly,
            $"A parameter follows at most {Limits.SearchHops} references; '{Quoted.Of(name)}' would be one more.");
        return true;
    }

    private bool IsType(string name) =>
        state.Catalog.Definitions.FindType(name) is { IsResource: true, IsAbstract: false };

    private static (string Code, string Modifier) Divide(string name)
    {
        var colon = name.IndexOf(':');
        return colon < 0 ? (name, string.Empty) : (name[..colon], name[(colon + 1)..]);
    }

    /// <summary>An address names every version of what has it, here and elsewhere; which of them is meant, R4 leaves
    /// open. Source: https://hl7.org/fhir/R4/references.html#canonical.</summary>
    private SearchClause? Canonical(SearchParameter parameter)
    {
        state.Refuse(
            IssueType.NotSupported,
            $"{parameter} holds canonical addresses; chains and _has follow references alone.");
        return null;
    }

    private SearchClause? Refused(string message)
    {
        state.Refuse(IssueType.Invalid, message);
        return null;
    }
}

using Havel.Fhir.Issues;
using Havel.Fhir.Search.Reading.Filters;

namespace Havel.Fhir.Search.Reading;

/// <summary>Reads <c>_filter</c> into the clauses that other parameters become too, so that it is planned, and meets
/// the grant, as they do. Source: https://hl7.org/fhir/R4/search_filter.html.</summary>
internal sealed class FilterReader(ReadState state, ClauseReader clauses)
{
    /// <summary>The parameter's name.</summary>
    public const string Code = "_filter";

    /// <summary>The condition, or null after an issue.</summary>
    /// <param name="type">The type searched; null at system level.</param>
    /// <param name="text">The filter.</param>
    /// <param name="hops">How many references led here.</param>
    public SearchClause? Read(string? type, string text, int hops) =>
        new FilterParser(state, text).Read() is { } filter ? Bind(type, filter, hops) : null;

    private SearchClause? Bind(string? type, FilterNode node, int hops)
    {
        switch (node)
        {
            case FilterPair pair:
                if (Bind(type, pair.Left, hops) is not { } left || Bind(type, pair.Right, hops) is not { } right)
                    return null;

                return Joined(pair.IsAnd, left, right);
            case FilterNot not:
                return Bind(type, not.Inner, hops) is { } inner ? new NotClause(inner) : null;
            default:
                var test = (FilterTest)node;
                return Path(type, test.Path, test, hops);
        }
    }

    /// <summary>A long row of the same word becomes one clause, so that it is as flat as it was written.</summary>
    private static SearchClause Joined(bool isAnd, SearchClause left, SearchClause right) => (isAnd, left) switch
    {
        (true, AllClause all) => new AllClause([.. all.Clauses, right]),
        (false, AnyClause any) => new AnyClause([.. any.Clauses, right]),
        (true, _) => new AllClause([left, right]),
        _ => new AnyClause([left, right]),
    };

    private SearchClause? Path(string? type, IReadOnlyList<FilterStep> path, FilterTest test, int hops)
    {
        var step = path[0];
        if (step.Name.StartsWith(ClauseReader.HasPrefix, StringComparison.Ordinal))
        {
            return new LinkReader(state, clauses).Has(
                type,
                step.Name,
                hops,
                (each, rest) => Path(each, [step with { Name = rest }, .. path.Skip(1)], test, hops + 1));
        }

        if (path.Count > 1)
        {
            return new LinkReader(state, clauses).Chain(
                type, step.Name, LinkReader.FirstOf(path[1].Name), hops, each => Far(each, path, test, hops + 1));
        }

        if (step.Filter is null)
            return Leaf(type, step.Name, test);

        state.Refuse(
            IssueType.NotSupported,
            $"_filter: [...] after {Quoted.Of(step.Name)} says something of the resource that a reference leads to, "
            + "so a further step must follow it.");
        return null;
    }

    /// <summary>What must hold at the far end of a reference: its filter, and the rest of the path.</summary>
    private SearchClause? Far(string type, IReadOnlyList<FilterStep> path, FilterTest test, int hops)
    {
        if (Path(type, [.. path.Skip(1)], test, hops) is not { } rest)
            return null;

        if (path[0].Filter is not { } filter)
            return rest;

        return Bind(type, filter, hops) is { } own ? new AllClause([own, rest]) : null;
    }

    private SearchClause? Leaf(string? type, string code, FilterTest test)
    {
        if (clauses.Find(type, code) is not { } parameter)
            return null;

        if (test.Operator is "pr")
            return clauses.Missing(
                parameter, test.Value switch { "true" => "false", "false" => "true", var other => other });

        if (FilterOperators.Of(parameter, test.Operator) is not var (modifier, prefix))
        {
            state.Refuse(
                IssueType.NotSupported, $"_filter: {test.Operator} has no meaning for {code}, a {parameter.Kind}.");
            return null;
        }

        // The one value of an id differs where the id is not it; the row has no list of others to look through.
        if (parameter.Field == ResourceField.Id && modifier == SearchModifier.Other)
            return clauses.Values(parameter, SearchModifier.None, null, test.Value) is { } same
                ? new NotClause(same)
                : null;

        return clauses.Values(parameter, modifier, type: null, prefix + test.Value);
    }
}

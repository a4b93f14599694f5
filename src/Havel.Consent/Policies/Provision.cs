using Havel.Consent.Callers;
using Havel.Consent.Resources;

namespace Havel.Consent.Policies;

/// <summary>One provision, compiled: a rule with criteria that AND, and repeats of one criterion that OR.</summary>
internal sealed record Provision
{
    /// <summary>What it says where it matches and no child answers.</summary>
    public required Answer Says { get; init; }

    /// <summary>Whether a modifier extension or a missing type leaves open what it means: it then never surely
    /// matches.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>Whether it has a period; <see cref="Period"/> is null when that cannot be read or is
    /// reversed.</summary>
    public bool HasPeriod { get; init; }

    public DateRange? Period { get; init; }

    public IReadOnlyList<ActorCriterion> Actors { get; init; } = [];

    public ActionCriterion Actions { get; init; }

    /// <summary>The purposes it names; null for one that Havel does not know.</summary>
    public IReadOnlyList<Purpose?> Purposes { get; init; } = [];

    /// <summary>The purposes a permit opens by name: its own, else those of the nearest provision above that names
    /// any.
    /// Null where nobody names one.</summary>
    public IReadOnlyList<Purpose?>? OpenedPurposes { get; init; }

    /// <summary>What it asks of the resource: one group for each criterion.</summary>
    public IReadOnlyList<IReadOnlyList<Condition>> Conditions { get; init; } = [];

    public IReadOnlyList<Provision> Children { get; init; } = [];

    /// <summary>Whether there is any criterion besides the period.</summary>
    public bool HasCriteria =>
        Actors.Count > 0 || Actions.IsPresent || Purposes.Count > 0 || Conditions.Count > 0;

    /// <summary>Whether the criteria that concern the request hold; the period of a root is not one of
    /// them.</summary>
    public Truth MatchesRequest(RequestContext request, bool isRoot = false)
    {
        var truth = IsUncertain ? Truth.Unknown : Truth.True;
        if (!isRoot)
            truth = Kleene.And(truth, InPeriod(request.Instant));
        if (Actors.Count > 0)
            truth = Kleene.And(truth, Any(Actors, actor => actor.Means(request.Caller)));
        if (Purposes.Count > 0)
            truth = Kleene.And(truth, Covers(Purposes, request.Purpose));

        return Kleene.And(truth, Actions.Lists(request.Action));
    }

    /// <summary>Whether the criteria that concern the resource hold.</summary>
    public Truth MatchesResource(ResourceFacts facts)
    {
        var truth = Truth.True;
        foreach (var group in Conditions)
            truth = Kleene.And(truth, Any(group, condition => condition.Holds(facts)));

        return truth;
    }

    /// <summary>Whether the instant lies in the period.</summary>
    public Truth InPeriod(long instant)
    {
        if (!HasPeriod)
            return Truth.True;

        return Period is { } period ? Kleene.Of(period.Contains(instant)) : Truth.Unknown;
    }

    /// <summary>Whether a purpose is among those, or below one of them.</summary>
    public static Truth Covers(IReadOnlyList<Purpose?> purposes, Purpose purpose) =>
        Any(purposes, named => named is null ? Truth.Unknown : Kleene.Of(named.Covers(purpose)));

    private static Truth Any<T>(IReadOnlyList<T> items, Func<T, Truth> holds)
    {
        var best = Truth.False;
        foreach (var item in items)
            best = Kleene.Or(best, holds(item));

        return best;
    }
}

using Havel.Consent.Callers;
using Havel.Consent.Decisions;
using Havel.Consent.Policies;

namespace Havel.Consent.Grants;

/// <summary>Puts a request into a patient's policy. It must come to what <see cref="DecisionRule"/> says of every
/// resource.</summary>
internal sealed class PolicyReducer(PatientPolicy policy, RequestContext request, DenyFilter filter)
{
    /// <summary>What is left for a caller who is not among the owners.</summary>
    public static OwnerResidue ForStranger(PatientPolicy policy, RequestContext request, Regime regime)
    {
        var bases = policy.Consents
            .Where(consent => consent.Speaks(request))
            .Select(consent => consent.Base(request))
            .ToList();
        var otherwise = !bases.Contains(Answer.Deny)
            && (bases.Contains(Answer.Permit) || RegimeRule.Permits(regime, request.Caller));
        return OwnerResidue.Of(new PolicyReducer(policy, request, DenyFilter.All).Rules(), otherwise);
    }

    /// <summary>What is left where the caller is another owner: all but what is closed to them by name.</summary>
    public static OwnerResidue ForCoOwner(PatientPolicy policy, RequestContext request) =>
        OwnerResidue.Of(new PolicyReducer(policy, request, DenyFilter.NamesCaller).Rules(), otherwise: true);

    /// <summary>The first instant after the request's at which a period begins or has ended; null for
    /// never.</summary>
    public static long? NextBoundary(PatientPolicy policy, long instant)
    {
        var next = policy.Consents
            .SelectMany(consent => Boundaries(consent.Root))
            .Where(boundary => boundary > instant)
            .DefaultIfEmpty(long.MaxValue)
            .Min();
        return next == long.MaxValue ? null : next;
    }

    private static IEnumerable<long> Boundaries(Provision provision)
    {
        var own = provision.Period is { } period
            ? new[] { period.Low, period.High == long.MaxValue ? period.High : period.High + 1 }
            : [];
        return own.Concat(provision.Children.SelectMany(Boundaries));
    }

    private List<ResidualRule> Rules()
    {
        var rules = new List<ResidualRule>();
        foreach (var consent in policy.Consents)
        {
            if (consent.Speaks(request))
                AddRoot(rules, consent);
        }

        return rules;
    }

    private void AddRoot(List<ResidualRule> rules, ConsentPolicy consent)
    {
        var root = consent.Root;
        var children = ReduceAll(consent, root.Children, counts: filter == DenyFilter.All);
        var matches = root.MatchesRequest(request, isRoot: true);
        if (!root.HasCriteria || matches == Truth.False)
        {
            rules.AddRange(children);
            return;
        }

        var own = Own(consent, root, Counts(root));
        var ownCriteria = Residue.Of(matches, root.Conditions, policy.Slots);
        var rule = children.Count == 0
            ? ResidualRule.Of(ownCriteria, Residue.None, own, [])
            : ResidualRule.Of(Residue.None, ownCriteria, own, children);
        if (rule is not null)
            rules.Add(rule);
    }

    private List<ResidualRule> ReduceAll(ConsentPolicy consent, IReadOnlyList<Provision> provisions, bool counts)
    {
        var rules = new List<ResidualRule>();
        foreach (var provision in provisions)
        {
            if (Reduce(consent, provision, counts) is { } rule)
                rules.Add(rule);
        }

        return rules;
    }

    private ResidualRule? Reduce(ConsentPolicy consent, Provision provision, bool counts)
    {
        var matches = provision.MatchesRequest(request);
        if (matches == Truth.False)
            return null;

        counts |= Counts(provision);
        var children = ReduceAll(consent, provision.Children, counts);
        var criteria = Residue.Of(matches, provision.Conditions, policy.Slots);
        return ResidualRule.Of(criteria, Residue.None, Own(consent, provision, counts), children);
    }

    private Answer Own(ConsentPolicy consent, Provision provision, bool counts)
    {
        var answer = consent.OwnAnswer(provision, request);
        return answer == Answer.Deny && !counts ? Answer.Silent : answer;
    }

    private bool Counts(Provision provision) =>
        filter == DenyFilter.All || provision.Actors.Any(actor => actor.Names(request.Caller));
}

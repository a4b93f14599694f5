using Havel.Consent.Callers;
using Havel.Consent.Policies;
using Havel.Consent.Resources;

namespace Havel.Consent.Decisions;

/// <summary>Reads one Consent for one request and one resource: rule 3 of <c>docs/consent.md</c>, word for
/// word.</summary>
internal sealed class ConsentReading(
    ConsentPolicy consent, RequestContext request, ResourceFacts facts, DenyFilter filter = DenyFilter.All)
{
    /// <summary>The answer of the Consent's rules.</summary>
    public Finding Explicit()
    {
        var root = consent.Root;
        var children = Combine(root.Children, counts: filter == DenyFilter.All);
        if (children.Answer != Answer.Silent || !root.HasCriteria)
            return children;

        // A root with criteria is itself a rule, though its children are asked wherever it stands.
        var matches = Kleene.And(root.MatchesRequest(request, isRoot: true), root.MatchesResource(facts));
        return Weigh(matches, Own(root, Counts(root)));
    }

    /// <summary>The answer where no rule has one.</summary>
    public Answer Base() => consent.Base(request);

    private Finding Ask(Provision provision, bool counts)
    {
        var matches = Kleene.And(provision.MatchesRequest(request), provision.MatchesResource(facts));
        if (matches == Truth.False)
            return Finding.Silence;

        counts |= Counts(provision);
        var inner = Combine(provision.Children, counts);
        return Weigh(matches, inner.Answer == Answer.Silent ? Own(provision, counts) : inner);
    }

    /// <summary>Any deny wins, then any permit.</summary>
    private Finding Combine(IReadOnlyList<Provision> provisions, bool counts)
    {
        var permit = Finding.Silence;
        foreach (var provision in provisions)
        {
            var finding = Ask(provision, counts);
            if (finding.Answer == Answer.Deny)
                return finding;
            if (finding.Answer == Answer.Permit)
                permit = finding;
        }

        return permit;
    }

    private Finding Own(Provision provision, bool counts)
    {
        var answer = consent.OwnAnswer(provision, request);
        return answer == Answer.Deny && !counts ? Finding.Silence : new Finding(answer, IsUnsure: false);
    }

    private bool Counts(Provision provision) => filter switch
    {
        DenyFilter.NamesCaller => provision.Actors.Any(actor => actor.Names(request.Caller)),
        DenyFilter.ListsAction => provision.Actions.IsPresent
            && provision.Actions.Lists(request.Action) == Truth.True,
        _ => true,
    };

    private static Finding Weigh(Truth matches, Finding finding) =>
        new(Kleene.Weigh(matches, finding.Answer), finding.IsUnsure || matches == Truth.Unknown);
}

using Havel.Consent.Callers;
using Havel.Consent.Policies;
using Havel.Consent.Resources;

namespace Havel.Consent.Decisions;

/// <summary>The specification: rules 1 to 8 of <c>docs/consent.md</c> as one pure, slow function. Shapes and guards
/// are the machine that
/// must always agree with it.</summary>
public static class DecisionRule
{
    /// <summary>Whether that caller may see that version of a resource at that instant.</summary>
    /// <param name="facts">Of the version.</param>
    /// <param name="subject">Its owners and what they say.</param>
    /// <param name="caller">From the verified token.</param>
    /// <param name="instant">When.</param>
    /// <param name="regime">What holds where nothing was said.</param>
    public static Decision Decide(
        ResourceFacts facts, SubjectPolicy subject, Caller caller, DateTimeOffset instant, Regime regime)
    {
        if (caller.Kind == CallerKind.System)
            return new Decision(IsPermitted: true, DecidingRule.SystemGrant);

        var isOwner = subject.Owners.Any(owner => caller.Is(owner.Patient));
        if (facts.Custody != Custody.None)
            return DecideCustody(facts, caller, isOwner);

        return subject.Kind switch
        {
            SubjectKind.Directory => new Decision(IsPermitted: true, DecidingRule.Directory),
            SubjectKind.Unowned => new Decision(IsPermitted: false, DecidingRule.Unowned),
            _ => DecideOwned(facts, subject, caller, instant, regime, isOwner),
        };
    }

    /// <summary>Whether an owner refuses a write: an explicit deny that matches and lists the writing. A deny that
    /// lists no action
    /// hides the result from the writer and refuses nothing: to refuse would betray it.</summary>
    /// <returns>The owner's deny; null where nobody refuses.</returns>
    public static Decision? FindWriteDeny(
        ResourceFacts facts, SubjectPolicy subject, Caller caller, DateTimeOffset instant)
    {
        if (caller.Kind == CallerKind.System)
            return null;

        var request = new RequestContext(caller, RequestAction.Write, instant.ToUnixTimeMilliseconds());
        return subject.Owners
            .Where(owner => !caller.Is(owner.Patient))
            .Select(owner => FindDeny(owner, request, facts, DenyFilter.ListsAction, DecidingRule.ExplicitDeny))
            .FirstOrDefault(deny => deny is not null);
    }

    /// <summary>Rule 8: no word of a patient opens or closes what records their word.</summary>
    private static Decision DecideCustody(ResourceFacts facts, Caller caller, bool isOwner)
    {
        if (isOwner)
            return new Decision(IsPermitted: true, DecidingRule.Owner, caller.Person);

        var holds = facts.Custody == Custody.Consent
            && caller.Kind == CallerKind.Clinician
            && facts.Custodians.Any(custodian => caller.Organizations.Contains(custodian, StringComparer.Ordinal));
        return new Decision(holds, holds ? DecidingRule.CustodyPermit : DecidingRule.CustodyDeny);
    }

    /// <summary>Rules 1 and 5: all owners must permit, and an owner does to themself.</summary>
    private static Decision DecideOwned(
        ResourceFacts facts,
        SubjectPolicy subject,
        Caller caller,
        DateTimeOffset instant,
        Regime regime,
        bool isOwner)
    {
        var request = new RequestContext(caller, RequestAction.Read, instant.ToUnixTimeMilliseconds());
        Decision? permit = null;
        foreach (var owner in subject.Owners)
        {
            var decision = isOwner
                ? ForOwner(owner, request, facts)
                : ForStranger(owner, request, facts, regime);
            if (!decision.IsPermitted)
                return decision;

            permit ??= decision;
        }

        return permit!;
    }

    private static Decision ForOwner(PatientPolicy owner, RequestContext request, ResourceFacts facts)
    {
        var permit = new Decision(IsPermitted: true, DecidingRule.Owner, request.Caller.Person);
        return request.Caller.Is(owner.Patient)
            ? permit
            : FindDeny(owner, request, facts, DenyFilter.NamesCaller, DecidingRule.CoOwnerDeny) ?? permit;
    }

    /// <summary>Rule 4: explicit deny, else explicit permit, else base deny, else base permit, else the
    /// regime.</summary>
    private static Decision ForStranger(
        PatientPolicy owner, RequestContext request, ResourceFacts facts, Regime regime)
    {
        var readings = owner.Consents
            .Where(consent => consent.Speaks(request))
            .Select(consent => (consent.Id, Reading: new ConsentReading(consent, request, facts)))
            .ToList();
        var rules = readings.ConvertAll(item => (item.Id, Finding: item.Reading.Explicit()));
        var bases = readings.ConvertAll(item => (item.Id, Finding: new Finding(item.Reading.Base(), IsUnsure: false)));
        return Find(rules, Answer.Deny, DecidingRule.ExplicitDeny, owner)
            ?? Find(rules, Answer.Permit, DecidingRule.ExplicitPermit, owner)
            ?? Find(bases, Answer.Deny, DecidingRule.BaseDeny, owner)
            ?? Find(bases, Answer.Permit, DecidingRule.BasePermit, owner)
            ?? ByRegime(owner, request, regime);
    }

    private static Decision? Find(
        List<(string Id, Finding Finding)> findings, Answer answer, DecidingRule rule, PatientPolicy owner)
    {
        foreach (var (id, finding) in findings)
        {
            if (finding.Answer == answer)
                return new Decision(answer == Answer.Permit, rule, owner.Patient, id, finding.IsUnsure);
        }

        return null;
    }

    private static Decision? FindDeny(
        PatientPolicy owner, RequestContext request, ResourceFacts facts, DenyFilter filter, DecidingRule rule)
    {
        var findings = owner.Consents
            .Where(consent => consent.Speaks(request))
            .Select(consent => (consent.Id, new ConsentReading(consent, request, facts, filter).Explicit()))
            .ToList();
        return Find(findings, Answer.Deny, rule, owner);
    }

    /// <summary>Rule 5: silence opens treatment to professionals under opt-out, and nothing else.</summary>
    private static Decision ByRegime(PatientPolicy owner, RequestContext request, Regime regime)
    {
        var permits = RegimeRule.Permits(regime, request.Caller);
        return new Decision(permits, permits ? DecidingRule.RegimePermit : DecidingRule.RegimeDeny, owner.Patient);
    }
}

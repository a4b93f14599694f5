using System.Collections.Concurrent;
using Havel.Consent.Callers;
using Havel.Consent.Policies;
using Havel.Consent.Resources;
using Havel.Fhir.Issues;

namespace Havel.Consent.Grants;

/// <summary>The right to ask the store: who, what for, when, under which regime. Only <see cref="Gate"/> makes
/// one.</summary>
public sealed class Grant
{
    // Every request has a grant of its own, and most find all they ask already reduced: nothing is made in advance.
    private ConcurrentDictionary<PolicyTemplate, (OwnerResidue Residue, Reduction Alone)>? _strangers;
    private CustodyRight? _asStranger;
    private CustodyRight? _asOwner;

    internal Grant(Caller caller, Interaction interaction, DateTimeOffset instant, Regime regime, string reason)
    {
        Caller = caller;
        Interaction = interaction;
        Instant = instant;
        Regime = regime;
        Reason = reason;
    }

    public Caller Caller { get; }

    public Interaction Interaction { get; }

    /// <summary>The instant for which the grant decides.</summary>
    public DateTimeOffset Instant { get; }

    public Regime Regime { get; }

    /// <summary>Why there is a grant, for the audit: the interaction's name, or the reason of background
    /// work.</summary>
    public string Reason { get; }

    /// <summary>Whether no Consent binds this grant, so that nothing need be reduced.</summary>
    public bool IsUnrestricted => Caller.Kind == CallerKind.System;

    /// <summary>Whether a write may bring its own id. For anybody else a hidden id and a new one must look the
    /// same.</summary>
    public bool MayChooseIds => IsUnrestricted;

    private CustodyRight AsStranger => _asStranger ??= CustodyRight.Of(Caller, isOwner: false);

    private CustodyRight AsOwner => _asOwner ??= CustodyRight.Of(Caller, isOwner: true);

    private ConcurrentDictionary<PolicyTemplate, (OwnerResidue Residue, Reduction Alone)> Strangers =>
        _strangers ?? Interlocked.CompareExchange(ref _strangers, new(), null) ?? _strangers;

    private RequestContext Request => new(Caller, RequestAction.Read, Instant.ToUnixTimeMilliseconds());

    /// <summary>Puts caller, purpose, action and instant into the policies of a subject, for what the caller may see.
    /// Safe for several threads; a policy of equal content is reduced once.</summary>
    public Reduction Reduce(SubjectPolicy subject)
    {
        if (IsUnrestricted)
            return new Reduction(Shape.Unrestricted, DateTimeOffset.MaxValue);
        if (subject.Kind != SubjectKind.Owned)
            return new(Shape.Of(subject.Kind, AsStranger), DateTimeOffset.MaxValue);
        if (IsAmong(subject.Owners))
            return ReduceAsOwner(subject.Owners);

        return ReduceAsStranger(subject);
    }

    /// <summary>The same for a subject that the caller does not belong to and whose patients say what those of
    /// <paramref name="subject"/> say, be the caller one of these or not.</summary>
    public Reduction ReduceAsStranger(SubjectPolicy subject)
    {
        if (IsUnrestricted || subject.Kind != SubjectKind.Owned)
            return Reduce(subject);

        return subject.Owners.Count == 1
            ? ReduceAsStranger(subject.Owners[0]).Alone
            : Join(AsStranger, subject.Owners, owner => ReduceAsStranger(owner).Residue);
    }

    /// <summary>Whether a write may stand: null, or why not (status 403). Ask for the version to be written, and for
    /// an update or delete
    /// also for the current one, after it was found that the caller can see it: what they cannot see is not
    /// found.</summary>
    /// <param name="facts">Of the version.</param>
    /// <param name="subject">Its owners.</param>
    public Issue? RefuseWrite(ResourceFacts facts, SubjectPolicy subject) => WriteRule.Refuse(this, facts, subject);

    private bool IsAmong(IReadOnlyList<PatientPolicy> owners)
    {
        foreach (var owner in owners)
        {
            if (Caller.Is(owner.Patient))
                return true;
        }

        return false;
    }

    private Reduction ReduceAsOwner(IReadOnlyList<PatientPolicy> owners) =>
        Join(AsOwner, owners, owner => Caller.Is(owner.Patient)
            ? OwnerResidue.Open
            : PolicyReducer.ForCoOwner(owner, Request));

    private (OwnerResidue Residue, Reduction Alone) ReduceAsStranger(PatientPolicy owner)
    {
        if (Strangers.TryGetValue(owner.Template, out var known))
            return known;

        var residue = PolicyReducer.ForStranger(owner, Request, Regime);
        var alone = new Reduction(Shape.Of(SubjectKind.Owned, AsStranger, residue), ValidUntil([owner]));
        if (Strangers.Count < Limits.RememberedReductions)
            Strangers.TryAdd(owner.Template, (residue, alone));

        return (residue, alone);
    }

    private Reduction Join(
        CustodyRight custody, IReadOnlyList<PatientPolicy> owners, Func<PatientPolicy, OwnerResidue> reduce) =>
        new(Shape.Of(SubjectKind.Owned, custody, [.. owners.Select(reduce)]), ValidUntil(owners));

    private DateTimeOffset ValidUntil(IReadOnlyList<PatientPolicy> owners)
    {
        var next = owners.Min(owner => PolicyReducer.NextBoundary(owner, Request.Instant) ?? long.MaxValue);
        return next > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.MaxValue
            : DateTimeOffset.FromUnixTimeMilliseconds(next);
    }
}

using Havel.Consent.Callers;
using Havel.Consent.Policies;
using Havel.Consent.Resources;
using Havel.Fhir.Issues;

namespace Havel.Consent.Grants;

/// <summary>The right to ask the store: who, what for, when, under which regime. Only <see cref="Gate"/> makes one.</summary>
public sealed class Grant
{
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

    /// <summary>Why there is a grant, for the audit: the interaction's name, or the reason of background work.</summary>
    public string Reason { get; }

    /// <summary>Whether no Consent binds this grant, so that nothing need be reduced.</summary>
    public bool IsUnrestricted => Caller.Kind == CallerKind.System;

    /// <summary>Whether a write may bring its own id. For anybody else a hidden id and a new one must look the same.</summary>
    public bool MayChooseIds => IsUnrestricted;

    /// <summary>Puts caller, purpose, action and instant into the policies of a subject. Safe for several threads.</summary>
    public Reduction Reduce(SubjectPolicy subject) => new(new Shape([]), Instant);

    /// <summary>Whether a write may stand: null, or why not (status 403). Ask only after an update or delete
    /// has found that the caller can see the current version; what they cannot see is not found.</summary>
    /// <param name="facts">Of the version to be written; for a delete, of the version to be deleted.</param>
    /// <param name="subject">Its owners.</param>
    public Issue? RefuseWrite(ResourceFacts facts, SubjectPolicy subject) =>
        IsUnrestricted ? null : Issue.Error(IssueType.Forbidden, "This write is not permitted.");
}

namespace Havel.Consent.Decisions;

/// <summary>Which rule decided. The numbers of the rules are those of <c>docs/consent.md</c>.</summary>
public enum DecidingRule : byte
{
    /// <summary>A system grant: Consents do not bind it.</summary>
    SystemGrant,

    /// <summary>Rule 1: directory data is open.</summary>
    Directory,

    /// <summary>Rule 1: data of a patient type that names no patient is for system grants only.</summary>
    Unowned,

    /// <summary>Rule 4: an explicit deny of a Consent.</summary>
    ExplicitDeny,

    /// <summary>Rule 4: an explicit permit of a Consent.</summary>
    ExplicitPermit,

    /// <summary>Rule 4: the base of a Consent denies.</summary>
    BaseDeny,

    /// <summary>Rule 4: the base of a Consent permits.</summary>
    BasePermit,

    /// <summary>Rule 5: nothing was said, and the regime permits.</summary>
    RegimePermit,

    /// <summary>Rule 5: nothing was said, and the regime, or the purpose under every regime, denies.</summary>
    RegimeDeny,

    /// <summary>Rule 5: the caller is the owner.</summary>
    Owner,

    /// <summary>Rule 5: a co-owner's explicit deny names the caller.</summary>
    CoOwnerDeny,

    /// <summary>Rule 8: a Consent or its trace, and the caller may see it.</summary>
    CustodyPermit,

    /// <summary>Rule 8: a Consent, its trace or an AuditEvent, and the caller may not see it.</summary>
    CustodyDeny,
}

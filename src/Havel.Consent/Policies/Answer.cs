namespace Havel.Consent.Policies;

/// <summary>What a rule says. The order is from closed to open, so "the more closed of two" is the least.</summary>
public enum Answer : byte
{
    Deny,

    /// <summary>The rule has nothing to say here.</summary>
    Silent,

    Permit,
}

namespace Havel.Consent.Policies;

/// <summary>One active Consent, compiled.</summary>
public sealed class ConsentPolicy
{
    /// <summary>The Consent's id, without type.</summary>
    public required string Id { get; init; }
}

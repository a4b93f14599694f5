namespace Havel.Consent;

/// <summary>The bounds of this room. Each is also in <c>docs/consent.md</c>.</summary>
public static class Limits
{
    /// <summary>Provisions nested deeper than this are not read; in their place stands a deny whose match is not
    /// known.</summary>
    public const int ProvisionDepth = 32;

    /// <summary>Reductions a grant remembers before it computes each anew: one per distinct policy content.</summary>
    public const int RememberedReductions = 65_536;

    /// <summary>Length of a caller's id, organisation or purpose in characters.</summary>
    public const int CallerText = 256;
}

using System.Diagnostics.CodeAnalysis;

namespace Havel.Consent.Grants;

/// <summary>The gate's answer: a grant or a refusal, never both.</summary>
public readonly struct Admission
{
    internal Admission(Grant grant) => Grant = grant;

    internal Admission(Refusal refusal) => Refusal = refusal;

    public Grant? Grant { get; }

    public Refusal? Refusal { get; }

    /// <summary>Whether there is a grant.</summary>
    public bool TryGetGrant([NotNullWhen(true)] out Grant? grant, [NotNullWhen(false)] out Refusal? refusal)
    {
        grant = Grant;
        refusal = grant is null ? Refusal ?? Gate.NotAdmitted : null;
        return grant is not null;
    }
}

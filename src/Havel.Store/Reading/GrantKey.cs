using Havel.Consent.Callers;
using Havel.Consent.Grants;
using Havel.Consent.Policies;

namespace Havel.Store.Reading;

/// <summary>Everything of a grant but its instant: grants with equal keys see the same while no shape expires. Callers
/// are
/// compared as records; those from one cached token are the same object.</summary>
internal readonly record struct GrantKey(Caller Caller, Interaction Interaction, Regime Regime)
{
    public static GrantKey Of(Grant grant) => new(grant.Caller, grant.Interaction, grant.Regime);
}

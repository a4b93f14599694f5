using Havel.Consent.Callers;

namespace Havel.Consent.Policies;

/// <summary>Rule 5: what holds where a patient has said nothing.</summary>
internal static class RegimeRule
{
    public static bool Permits(Regime regime, Caller caller) =>
        regime == Regime.OptOut
        && caller.Kind == CallerKind.Clinician
        && Purpose.Treatment.Covers(caller.Purpose);
}

namespace Havel.Consent.Policies;

/// <summary>What holds for treatment where a patient has said nothing. Every other purpose is then denied.
/// The German <c>epa</c> regime comes later and brings facts of its own.</summary>
public enum Regime : byte
{
    /// <summary>Treatment is permitted until the patient says no.</summary>
    OptOut,

    /// <summary>Treatment is denied until the patient says yes.</summary>
    OptIn,
}

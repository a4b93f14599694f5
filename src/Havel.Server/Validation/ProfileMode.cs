namespace Havel.Server.Validation;

/// <summary>What the rules beyond structure mean for a write: R4's invariants and bindings, and the profiles that the
/// resource declares.</summary>
internal enum ProfileMode : byte
{
    /// <summary>They are not looked at.</summary>
    Off,

    /// <summary>They are checked and what is broken is told; the write goes on.</summary>
    Warn,

    /// <summary>A write that breaks them is refused.</summary>
    Enforce,
}

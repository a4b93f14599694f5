namespace Havel.Consent.Callers;

/// <summary>What a caller asks the gate for.</summary>
public enum Interaction : byte
{
    /// <summary>Read, vread, history, search, counts, and whatever else only reads.</summary>
    Read,

    Create,

    Update,

    Delete,
}

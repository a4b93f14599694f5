namespace Havel.Server.Writes;

/// <summary>What becomes of references that lead to nothing the caller sees.</summary>
public enum IntegrityMode
{
    /// <summary>Nothing: a reference may lead anywhere.</summary>
    Off,

    /// <summary>They are written and told.</summary>
    Warn,

    /// <summary>They are refused, and what is referred to stays.</summary>
    Enforce,
}

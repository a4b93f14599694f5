namespace Havel.Store.Tests.Simulation;

/// <summary>What a simulated disk does from a certain write on.</summary>
internal enum DiskFault
{
    None,

    /// <summary>The machine stops; what was not synced may be lost.</summary>
    PowerLoss,

    /// <summary>No room for another byte.</summary>
    Full,

    /// <summary>Writes go through, making them safe does not.</summary>
    FailingSync,

    /// <summary>Neither writing nor syncing works; reading does. A disk mounted read-only answers so.</summary>
    ReadOnly,
}

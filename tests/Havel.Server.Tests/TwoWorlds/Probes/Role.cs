namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Who sends a request of a probe.</summary>
internal enum Role
{
    /// <summary>The one who must not learn of h: what they get is compared.</summary>
    Requester,

    /// <summary>Whom nobody shut out; what they get is not compared.</summary>
    Permitted,

    /// <summary>The deployment itself; what it gets is not compared.</summary>
    System,
}

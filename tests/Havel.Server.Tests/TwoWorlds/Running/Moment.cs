namespace Havel.Server.Tests.TwoWorlds.Running;

/// <summary>When a request is sent, the same in both worlds.</summary>
/// <param name="Second">Seconds since the world began.</param>
/// <param name="Seed">What ids of the server's own making are made of; never used twice in a world.</param>
internal readonly record struct Moment(int Second, int Seed);

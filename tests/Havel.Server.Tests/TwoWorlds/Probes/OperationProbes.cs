namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Row 20: operations, each at each of its levels; <see cref="OperationCoverTests"/> asks for them.</summary>
internal static class OperationProbes
{
    public static IEnumerable<Probe> All() => [];
}

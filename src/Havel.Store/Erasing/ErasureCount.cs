namespace Havel.Store.Erasing;

/// <summary>What an erasure has removed.</summary>
/// <param name="Resources">Resources with everything of theirs.</param>
/// <param name="Versions">Versions, those of the resources included.</param>
public readonly record struct ErasureCount(int Resources, int Versions)
{
    public static ErasureCount operator +(ErasureCount left, ErasureCount right) =>
        new(left.Resources + right.Resources, left.Versions + right.Versions);
}

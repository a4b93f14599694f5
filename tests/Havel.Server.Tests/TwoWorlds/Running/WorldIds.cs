namespace Havel.Server.Tests.TwoWorlds.Running;

/// <summary>Ids from a seed that every request sets anew: however many an earlier request drew, this one draws the same
/// ones in both worlds.</summary>
internal sealed class WorldIds : IdSource
{
    private readonly Lock _lock = new();
    private int _seed;
    private int _drawn;

    public override string Next()
    {
        lock (_lock)
            return $"{_seed:x8}-0000-4000-8000-{++_drawn:x12}";
    }

    public void Seed(int seed)
    {
        lock (_lock)
            (_seed, _drawn) = (seed, 0);
    }
}

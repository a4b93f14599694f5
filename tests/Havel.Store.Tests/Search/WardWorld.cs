namespace Havel.Store.Tests.Search;

/// <summary>The ward of the golden cases, filled once for a class of tests that only read.</summary>
public sealed class WardWorld : IDisposable
{
    public WardWorld() =>
        World.Put(GoldenFile.Read(Path.Combine(GoldenFile.Folder, "ward.search")).Given);

    public SearchWorld World { get; } = new();

    public void Dispose() => World.Dispose();
}

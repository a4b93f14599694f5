namespace Havel.Store.Tests.Simulation;

/// <summary>What a resource is: its version and its body; no body when it is deleted, version 0 when it never
/// was.</summary>
internal sealed class ModelState(long version, ReadOnlyMemory<byte> body) : IEquatable<ModelState>
{
    public static ModelState Missing { get; } = new(0, default);

    public long Version => version;

    public ReadOnlyMemory<byte> Body => body;

    public bool Equals(ModelState? other) =>
        other is not null && other.Version == version && other.Body.Span.SequenceEqual(body.Span);

    public override bool Equals(object? obj) => Equals(obj as ModelState);

    public override int GetHashCode() => HashCode.Combine(version, body.Length);

    public override string ToString() => $"version {version}: {System.Text.Encoding.UTF8.GetString(body.Span)}";
}

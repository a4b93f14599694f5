using Havel.Consent.Resources;

namespace Havel.Consent.Grants;

/// <summary>What is left of the policies of a subject's owners once caller, purpose, action and instant are put in: a question
/// to guards alone. Canonical: equal residuals are equal shapes, whichever patients they come from.</summary>
public sealed class Shape : IEquatable<Shape>
{
    private readonly byte[] _key;

    internal Shape(byte[] key) => _key = key;

    /// <summary>Whether a resource with that guard, of a subject with this shape, is permitted. Pure; memoise it.</summary>
    public bool Permits(GuardKey guard) => _key.Length > 1 && !guard.Bytes.IsEmpty;

    public bool Equals(Shape? other) => other is not null && _key.AsSpan().SequenceEqual(other._key);

    public override bool Equals(object? obj) => Equals(obj as Shape);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_key);
        return hash.ToHashCode();
    }
}

using Havel.Consent.Policies;
using Havel.Consent.Resources;

namespace Havel.Consent.Grants;

/// <summary>What is left of the policies of a subject's owners once caller, purpose, action and instant are put in: a
/// question
/// to guards alone. Canonical: equal residuals are equal shapes, whichever patients they come from.</summary>
public sealed class Shape : IEquatable<Shape>
{
    private readonly SubjectKind _kind;
    private readonly CustodyRight _custody;
    private readonly OwnerResidue[] _owners;
    private readonly string _key;

    private Shape(SubjectKind kind, CustodyRight custody, OwnerResidue[] owners)
    {
        _kind = kind;
        _custody = custody;
        _owners = owners;
        _key = $"{(byte)kind}{custody.Key}|{string.Join('|', owners.Select(owner => owner.Key))}";
    }

    /// <summary>The shape of every subject for a grant that no Consent binds.</summary>
    public static Shape Unrestricted { get; } = new(SubjectKind.Directory, CustodyRight.All, []);

    internal static Shape Of(SubjectKind kind, CustodyRight custody, params OwnerResidue[] owners) =>
        new(kind, custody, owners);

    /// <summary>Whether a resource with that guard, of a subject with this shape, is permitted. Pure; memoise
    /// it.</summary>
    public bool Permits(GuardKey guard)
    {
        if (_custody.IsAll)
            return true;

        var facts = guard.Facts;
        if (facts.Custody != Custody.None)
            return _custody.Permits(facts);
        if (_kind == SubjectKind.Unowned)
            return false;

        // A guard made for other owners than the subject's would be our fault: it stays closed.
        if (facts.Owners.Count != _owners.Length)
            return false;

        for (var index = 0; index < _owners.Length; index++)
        {
            if (!_owners[index].Permits(facts, index))
                return false;
        }

        return true;
    }

    public bool Equals(Shape? other) => other is not null && string.Equals(_key, other._key, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as Shape);

    public override int GetHashCode() => _key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _key;
}

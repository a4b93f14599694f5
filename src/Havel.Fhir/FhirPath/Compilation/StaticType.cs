using Havel.Fhir.Definitions;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>What the compiler knows of a part's values before it runs.</summary>
/// <param name="Fhir">The FHIR types its nodes may have (or specialisations of them).</param>
/// <param name="System">The System types its values may have.</param>
/// <param name="IsUnknown">Whether it may be anything; then the other two say nothing.</param>
/// <param name="IsMany">Whether there may be more than one value; unknown counts as false.</param>
/// <param name="IsUnordered">Whether the order means nothing, as after <c>children()</c>.</param>
internal sealed record StaticType(
    IReadOnlyList<TypeDefinition> Fhir,
    SystemTypes System = SystemTypes.None,
    bool IsUnknown = false,
    bool IsMany = false,
    bool IsUnordered = false)
{
    public static readonly StaticType Unknown = new([], IsUnknown: true);
    public static readonly StaticType Empty = new([]);
    public static readonly StaticType Boolean = new([], SystemTypes.Boolean);
    public static readonly StaticType Integer = new([], SystemTypes.Integer);
    public static readonly StaticType Decimal = new([], SystemTypes.Decimal);
    public static readonly StaticType String = new([], SystemTypes.String);

    public bool IsEmpty => !IsUnknown && Fhir.Count == 0 && System == SystemTypes.None;

    public static StaticType Of(TypeDefinition type) => new([type]);

    public static StaticType Union(StaticType left, StaticType right)
    {
        if (left.IsEmpty)
            return right;
        if (right.IsEmpty)
            return left;
        if (left.IsUnknown || right.IsUnknown)
            return Unknown;

        return new StaticType([.. left.Fhir.Union(right.Fhir)], left.System | right.System, IsMany: true);
    }
}

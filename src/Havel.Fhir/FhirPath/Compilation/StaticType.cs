using Havel.Fhir.Definitions;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>What the compiler knows of a part's values before it runs.</summary>
/// <param name="Fhir">The FHIR types its nodes may have (or specialisations of them).</param>
/// <param name="System">The System types its values may have.</param>
/// <param name="IsUnknown">Whether it may be anything; then the other two say nothing.</param>
/// <param name="IsMany">Whether there may be more than one value; unknown counts as false.</param>
/// <param name="IsUnordered">Whether the order means nothing, as after <c>children()</c>.</param>
/// <param name="Targets">The resource types that References in it may point to; null when unknown.</param>
internal sealed record StaticType(
    IReadOnlyList<TypeDefinition> Fhir,
    SystemTypes System = SystemTypes.None,
    bool IsUnknown = false,
    bool IsMany = false,
    bool IsUnordered = false,
    IReadOnlyList<TypeDefinition>? Targets = null)
{
    public static readonly StaticType Unknown = new([], IsUnknown: true);
    public static readonly StaticType Empty = new([]);
    public static readonly StaticType Boolean = new([], SystemTypes.Boolean);
    public static readonly StaticType Integer = new([], SystemTypes.Integer);
    public static readonly StaticType Decimal = new([], SystemTypes.Decimal);
    public static readonly StaticType String = new([], SystemTypes.String);

    public bool IsEmpty => !IsUnknown && Fhir.Count == 0 && System == SystemTypes.None;

    /// <summary>Whether its values are exactly of the types it names.</summary>
    public bool IsKnown => !IsUnknown && !IsEmpty && !Fhir.Any(type => type.IsAbstract);

    public static StaticType Of(TypeDefinition type) => new([type]);

    /// <summary>The type, or Unknown for null.</summary>
    public static StaticType OfKnown(TypeDefinition? type) => type is null ? Unknown : Of(type);

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

    /// <summary>What one of two may be: an alternative, not both.</summary>
    public static StaticType Either(StaticType left, StaticType right) =>
        Union(left, right) with { IsMany = left.IsMany || right.IsMany };

    /// <summary>For messages: <c>Patient or Group</c>.</summary>
    public string Describe()
    {
        const int Shown = 5;
        if (Fhir.Count == 0)
            return System.ToString();

        var names = string.Join(" or ", Fhir.Select(type => type.Name).Take(Shown));
        return Fhir.Count > Shown ? names + " or others" : names;
    }
}

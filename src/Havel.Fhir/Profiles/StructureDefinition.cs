namespace Havel.Fhir.Profiles;

/// <summary>A type or a profile of a type, as far as validation needs it: no prose, no mappings.
/// Source: https://hl7.org/fhir/R4/structuredefinition.html.</summary>
public sealed record StructureDefinition
{
    /// <summary>The canonical address, without version.</summary>
    public required string Url { get; init; }

    /// <summary>The business version, if one is stated.</summary>
    public string? Version { get; init; }

    /// <summary>The name for machines; the address where none is stated.</summary>
    public required string Name { get; init; }

    /// <summary>The type that is defined or constrained: <c>Patient</c>, <c>Extension</c>; an address for many logical
    /// models.</summary>
    public required string Type { get; init; }

    public required StructureKind Kind { get; init; }

    public required TypeDerivation Derivation { get; init; }

    public bool IsAbstract { get; init; }

    /// <summary>Canonical address of what this is derived from, with version where one is stated; null for the
    /// roots.</summary>
    public string? BaseDefinition { get; init; }

    /// <summary>Where an extension may be used; empty for everything else.</summary>
    public IReadOnlyList<ExtensionContext> Contexts { get; init; } = [];

    /// <summary>FHIRPath expressions that must hold where an extension is used.</summary>
    public IReadOnlyList<string> ContextInvariants { get; init; } = [];

    /// <summary>Every element with all that holds for it, in order, the root first; null where none was shipped or
    /// generated.</summary>
    public IReadOnlyList<ProfileElement>? Snapshot { get; init; }

    /// <summary>What the author stated, as it was written; empty where only a snapshot was shipped.</summary>
    public IReadOnlyList<ProfileElement> Differential { get; init; } = [];

    /// <summary>Whether this is a profile: a constraint on a type, not a type.</summary>
    public bool IsProfile => Derivation == TypeDerivation.Constraint;

    /// <summary>The address with the version behind a bar, as messages name it.</summary>
    public string Canonical => Version is null ? Url : $"{Url}|{Version}";

    public override string ToString() => Canonical;
}

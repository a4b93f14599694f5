namespace Havel.Fhir.Packages;

/// <summary>What is known of a conformance resource without parsing it: the members by which it is found.</summary>
public sealed record ResourceHead
{
    public required string ResourceType { get; init; }

    /// <summary>The canonical address without version. A NamingSystem or CapabilityStatement may have none; then it
    /// is empty, and the resource is found by <see cref="ConformanceCatalog.All"/> only.</summary>
    public string Url { get; init; } = string.Empty;

    public string? Version { get; init; }

    public string? Id { get; init; }

    public string? Name { get; init; }

    /// <summary>The code system that a CodeSystem supplements, with version if one is named.</summary>
    public string? Supplements { get; init; }

    /// <summary>The type that a StructureDefinition defines or constrains.</summary>
    public string? Type { get; init; }

    /// <summary>The canonical of what a StructureDefinition derives from.</summary>
    public string? BaseDefinition { get; init; }

    /// <summary><c>specialization</c> or <c>constraint</c>, of a StructureDefinition.</summary>
    public string? Derivation { get; init; }

    /// <summary><c>resource</c>, <c>complex-type</c>, <c>primitive-type</c> or <c>logical</c>, of a
    /// StructureDefinition; <c>codesystem</c>, <c>identifier</c> or <c>root</c>, of a NamingSystem.</summary>
    public string? Kind { get; init; }

    /// <summary><c>complete</c>, <c>fragment</c>, <c>not-present</c>, ... of a CodeSystem.</summary>
    public string? Content { get; init; }

    /// <summary><c>draft</c>, <c>active</c>, <c>retired</c> or <c>unknown</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Whether the file has a snapshot.</summary>
    public bool HasSnapshot { get; init; }
}

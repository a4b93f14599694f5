namespace Havel.Fhir.Terminology.CodeSystems;

/// <summary>What a code system says of itself.</summary>
internal sealed record CodeSystemHead
{
    public required string Url { get; init; }

    public string? Version { get; init; }

    public string? Name { get; init; }

    public CodeSystemContent Content { get; init; }

    public bool IsCaseSensitive { get; init; } = true;

    public string? Language { get; init; }

    public string? Status { get; init; }

    public bool IsExperimental { get; init; }

    public string? ValueSet { get; init; }

    public string? Supplements { get; init; }

    public string? HierarchyMeaning { get; init; }

    public IReadOnlyList<PropertyDefinition> Properties { get; init; } = [];
}

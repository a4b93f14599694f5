namespace Havel.Fhir.Terminology.ValueSets;

/// <summary>A code that a value set lists, with what the value set itself says of it.</summary>
internal sealed record ValueSetConcept(string Code)
{
    public string? Display { get; init; }

    public IReadOnlyList<Designation> Designations { get; init; } = [];

    public IReadOnlyList<ConceptExtension> Extensions { get; init; } = [];

    /// <summary>What a stored expansion says; null where the code system decides.</summary>
    public bool? IsAbstract { get; init; }

    /// <summary>What a stored expansion says; null where the code system decides.</summary>
    public bool? IsInactive { get; init; }
}

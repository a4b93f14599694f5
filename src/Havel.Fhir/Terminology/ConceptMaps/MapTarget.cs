namespace Havel.Fhir.Terminology.ConceptMaps;

/// <summary>One line of a map.</summary>
/// <param name="SourceCode">Where it starts.</param>
/// <param name="Code">Where it leads; null where it says that there is nothing.</param>
/// <param name="Display">The target's text, or null.</param>
/// <param name="Equivalence">R4's code for how well both agree.</param>
internal sealed record MapTarget(string SourceCode, string? Code, string? Display, string Equivalence)
{
    public string? Comment { get; init; }

    public IReadOnlyList<MapCondition> DependsOn { get; init; } = [];

    public IReadOnlyList<MapCondition> Products { get; init; } = [];
}

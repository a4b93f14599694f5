namespace Havel.Fhir.Terminology.ConceptMaps;

/// <summary>The part of a map from one system to one system.</summary>
internal sealed record MapGroup
{
    public string? Source { get; init; }

    public string? SourceVersion { get; init; }

    public string? Target { get; init; }

    public string? TargetVersion { get; init; }

    /// <summary>The lines by the code they start from.</summary>
    public required ILookup<string, MapTarget> Targets { get; init; }

    /// <summary>What becomes of codes without line; null where nothing does.</summary>
    public MapUnmapped? Unmapped { get; init; }
}

namespace Havel.Fhir.Terminology.ConceptMaps;

/// <summary>A ConceptMap resource. Source: https://hl7.org/fhir/R4/conceptmap.html.</summary>
internal sealed record ConceptMapDefinition
{
    public string Url { get; init; } = "";

    public string? Version { get; init; }

    /// <summary>The value set that the map starts from, or null.</summary>
    public string? SourceScope { get; init; }

    /// <summary>The value set that the map leads to, or null.</summary>
    public string? TargetScope { get; init; }

    public IReadOnlyList<MapGroup> Groups { get; init; } = [];

    public string Canonical => Version is null ? Url : $"{Url}|{Version}";
}

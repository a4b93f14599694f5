using Havel.Fhir.Packages;

namespace Havel.Fhir.Terminology.ConceptMaps;

/// <summary>Translates codes by concept maps, forwards and backwards.
/// Source: https://hl7.org/fhir/R4/conceptmap.html.</summary>
internal sealed class Translator(ConformanceCatalog catalog)
{
    private readonly List<string> _faults = [];

    public bool IsReverse { get; init; }

    /// <summary>The system that translations must be of; null for any.</summary>
    public string? TargetSystem { get; init; }

    /// <summary>What is known beside the code, for lines that depend on more.</summary>
    public IReadOnlyList<MapCondition> Dependencies { get; init; } = [];

    /// <summary>What kept maps from being used.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public List<MapMatch> Translate(IReadOnlyList<ConceptMapDefinition> maps, ConceptCoding coding)
    {
        var matches = new List<MapMatch>();
        foreach (var map in maps)
            Add(matches, map, coding, []);

        return [.. matches.Distinct()];
    }

    private void Add(List<MapMatch> matches, ConceptMapDefinition map, ConceptCoding coding, HashSet<string> trail)
    {
        foreach (var group in map.Groups)
        {
            if (IsReverse)
                AddReverse(matches, map, group, coding);
            else if (IsOf(group.Source, group.SourceVersion, coding))
                AddForward(matches, map, group, coding, trail);
        }
    }

    private void AddForward(
        List<MapMatch> matches, ConceptMapDefinition map, MapGroup group, ConceptCoding coding, HashSet<string> trail)
    {
        if (!IsTarget(group.Target))
            return;

        var isMapped = false;
        foreach (var target in group.Targets[coding.Code!])
        {
            isMapped = true;
            if (target.DependsOn.All(IsMet))
                matches.Add(Match(map, group, target));
        }

        if (!isMapped && group.Unmapped is { } unmapped)
            AddUnmapped(matches, map, group, unmapped, coding, trail);
    }

    private void AddUnmapped(
        List<MapMatch> matches,
        ConceptMapDefinition map,
        MapGroup group,
        MapUnmapped unmapped,
        ConceptCoding coding,
        HashSet<string> trail)
    {
        switch (unmapped.Mode)
        {
            case "provided":
                matches.Add(new MapMatch(
                    "equal", new ConceptCoding(group.Target, coding.Code, group.TargetVersion), map.Canonical));
                break;
            case "fixed":
                matches.Add(new MapMatch(
                    "inexact",
                    new ConceptCoding(group.Target, unmapped.Code, group.TargetVersion, unmapped.Display),
                    map.Canonical));
                break;
            case "other-map" when unmapped.OtherMap is { } other:
                AddOther(matches, other, coding, trail);
                break;
            default:
                _faults.Add($"The map {map.Canonical} has the unmapped mode {unmapped.Mode}, which is not known here.");
                break;
        }
    }

    private void AddOther(List<MapMatch> matches, string other, ConceptCoding coding, HashSet<string> trail)
    {
        // Maps that refer to each other would never end.
        if (!trail.Add(other))
        {
            _faults.Add($"The map {other} refers back to itself.");
            return;
        }

        if (catalog.Find("ConceptMap", other) is { } resource && CompiledResources.MapOf(resource) is { } map)
            Add(matches, map, coding, trail);
        else
            _faults.Add($"The map {other} is not known here.");
    }

    private void AddReverse(
        List<MapMatch> matches, ConceptMapDefinition map, MapGroup group, ConceptCoding coding)
    {
        if (!IsOf(group.Target, group.TargetVersion, coding) || !IsTarget(group.Source))
            return;

        foreach (var target in group.Targets.SelectMany(lines => lines))
        {
            if (string.Equals(target.Code, coding.Code, StringComparison.Ordinal))
            {
                matches.Add(new MapMatch(
                    Reversed(target.Equivalence),
                    new ConceptCoding(group.Source, target.SourceCode, group.SourceVersion), map.Canonical)
                {
                    Comment = target.Comment,
                });
            }
        }
    }

    private static MapMatch Match(ConceptMapDefinition map, MapGroup group, MapTarget target) => new(
        target.Equivalence,
        target.Code is null
            ? null
            : new ConceptCoding(group.Target, target.Code, group.TargetVersion, target.Display),
        map.Canonical)
    {
        Comment = target.Comment,
        Products = target.Products,
    };

    private bool IsTarget(string? system) =>
        TargetSystem is null || string.Equals(system, TargetSystem, StringComparison.Ordinal);

    private static bool IsOf(string? system, string? version, ConceptCoding coding) =>
        (system is null || string.Equals(system, coding.System, StringComparison.Ordinal))
        && (version is null || coding.Version is null || VersionOrder.Admits(version, coding.Version));

    private bool IsMet(MapCondition condition) => Dependencies.Any(given =>
        string.Equals(given.Property, condition.Property, StringComparison.Ordinal)
        && string.Equals(given.Value, condition.Value, StringComparison.Ordinal)
        && (condition.System is null || string.Equals(given.System, condition.System, StringComparison.Ordinal)));

    private static string Reversed(string equivalence) => equivalence switch
    {
        "wider" => "narrower",
        "narrower" => "wider",
        "subsumes" => "specializes",
        "specializes" => "subsumes",
        _ => equivalence,
    };
}

using System.Text.Json;
using Havel.Fhir.Terminology.CodeSystems;

namespace Havel.Fhir.Terminology.ConceptMaps;

/// <summary>Reads ConceptMap resources; R5's <c>relationship</c> and <c>noMap</c> are taken along.</summary>
internal static class ConceptMapReader
{
    /// <summary>Reads a resource; null where the bytes are no JSON object.</summary>
    public static ConceptMapDefinition? Read(ReadOnlyMemory<byte> utf8) =>
        ConceptJson.Parse(utf8) is { } root ? Read(root) : null;

    private static ConceptMapDefinition Read(JsonElement root) => new()
    {
        Url = ConceptJson.Text(root, "url") ?? "",
        Version = ConceptJson.Text(root, "version"),
        SourceScope = First(root, "sourceCanonical", "sourceUri", "sourceScopeCanonical", "sourceScopeUri"),
        TargetScope = First(root, "targetCanonical", "targetUri", "targetScopeCanonical", "targetScopeUri"),
        Groups = [.. ConceptJson.Objects(root, "group").Select(ReadGroup)],
    };

    private static MapGroup ReadGroup(JsonElement group) => new()
    {
        Source = Split(ConceptJson.Text(group, "source")).Url,
        SourceVersion = ConceptJson.Text(group, "sourceVersion") ?? Split(ConceptJson.Text(group, "source")).Version,
        Target = Split(ConceptJson.Text(group, "target")).Url,
        TargetVersion = ConceptJson.Text(group, "targetVersion") ?? Split(ConceptJson.Text(group, "target")).Version,
        Targets = ConceptJson.Objects(group, "element").SelectMany(ReadElement)
            .ToLookup(target => target.SourceCode, StringComparer.Ordinal),
        Unmapped = group.TryGetProperty("unmapped", out var unmapped) ? ReadUnmapped(unmapped) : null,
    };

    private static IEnumerable<MapTarget> ReadElement(JsonElement element)
    {
        if (ConceptJson.Text(element, "code") is not { } code)
            yield break;

        if (ConceptJson.Bool(element, "noMap") is true)
            yield return new MapTarget(code, null, null, "unmatched");

        foreach (var target in ConceptJson.Objects(element, "target"))
        {
            yield return new MapTarget(
                code, ConceptJson.Text(target, "code"), ConceptJson.Text(target, "display"), Equivalence(target))
            {
                Comment = ConceptJson.Text(target, "comment"),
                DependsOn = ReadConditions(target, "dependsOn"),
                Products = ReadConditions(target, "product"),
            };
        }
    }

    private static List<MapCondition> ReadConditions(JsonElement target, string name) =>
    [
        .. ConceptJson.Objects(target, name).Select(condition => new MapCondition(
            ConceptJson.Text(condition, "property") ?? ConceptJson.Text(condition, "attribute") ?? "",
            ConceptJson.Text(condition, "system"),
            ConceptJson.Text(condition, "value")
                ?? (ConceptJson.Choice(condition) is { } choice ? ConceptJson.Primitive(choice.Value) : null) ?? "",
            ConceptJson.Text(condition, "display"))),
    ];

    // R5 turned equivalence round: there the words say what the target is to the source.
    private static string Equivalence(JsonElement target) =>
        ConceptJson.Text(target, "equivalence") ?? ConceptJson.Text(target, "relationship") switch
        {
            "source-is-narrower-than-target" => "wider",
            "source-is-broader-than-target" => "narrower",
            "not-related-to" => "disjoint",
            "equivalent" => "equivalent",
            _ => "relatedto",
        };

    private static MapUnmapped ReadUnmapped(JsonElement unmapped) => new(
        ConceptJson.Text(unmapped, "mode") switch
        {
            "use-source-code" => "provided",
            "other-map" => "other-map",
            "fixed" => "fixed",
            var mode => mode ?? "",
        },
        ConceptJson.Text(unmapped, "code"),
        ConceptJson.Text(unmapped, "display"),
        First(unmapped, "url", "otherMap"));

    private static string? First(JsonElement element, params string[] names) =>
        names.Select(name => ConceptJson.Text(element, name)).FirstOrDefault(text => text is not null);

    private static (string? Url, string? Version) Split(string? canonical)
    {
        var bar = canonical?.IndexOf('|', StringComparison.Ordinal) ?? -1;
        return bar < 0 ? (canonical, null) : (canonical![..bar], canonical[(bar + 1)..]);
    }
}

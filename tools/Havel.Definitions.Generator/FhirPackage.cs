using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace Havel.Definitions.Generator;

/// <summary>The resources of a FHIR package (a gzipped tar with one JSON file a resource).
/// Source: https://confluence.hl7.org/display/FHIR/NPM+Package+Specification.</summary>
internal sealed class FhirPackage
{
    private static readonly string[] Wanted =
        ["StructureDefinition", "SearchParameter", "CompartmentDefinition", "CodeSystem", "ValueSet", "ConceptMap"];

    private readonly Dictionary<string, SortedDictionary<string, JsonElement>> _byType =
        Wanted.ToDictionary(
            type => type,
            _ => new SortedDictionary<string, JsonElement>(StringComparer.Ordinal),
            StringComparer.Ordinal);

    /// <summary>Reads the package at that path.</summary>
    public static FhirPackage Read(string path)
    {
        var package = new FhirPackage();
        using var file = File.OpenRead(path);
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        while (tar.GetNextEntry() is { } entry)
            package.Add(entry);
        return package;
    }

    /// <summary>The resources of that type in the order of their canonical addresses.</summary>
    public IEnumerable<JsonElement> All(string resourceType) => _byType[resourceType].Values;

    /// <summary>The resource of that canonical address, or null.</summary>
    public JsonElement? Find(string resourceType, string url) =>
        _byType[resourceType].TryGetValue(url, out var found) ? found : null;

    private void Add(TarEntry entry)
    {
        if (entry.DataStream is not { } content || !IsWanted(Path.GetFileName(entry.Name)))
            return;

        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        var resource = JsonElement.Parse(bytes.ToArray());
        _byType[resource.Text("resourceType")][resource.Text("url")] = resource;
    }

    private static bool IsWanted(string name) =>
        name.EndsWith(".json", StringComparison.Ordinal)
        && Wanted.Any(type => name.StartsWith($"{type}-", StringComparison.Ordinal));
}

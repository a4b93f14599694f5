using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Havel.Fhir.Packages;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Packages;

/// <summary>What is kept of published resources is what was published.</summary>
public sealed class FidelityTests
{
    private const string Core = "packages/hl7.fhir.r4.core-4.0.1.tgz";

    private static readonly string[] Compared =
    [
        "id", "path", "sliceName", "min", "max", "base", "contentReference", "maxLength", "isModifier", "isSummary",
        "mustSupport", "representation",
    ];

    [SharedTheory("packages")]
    [InlineData("de.basisprofil.r4-1.5.4")]
    [InlineData("de.gematik.isik-basismodul-4.0.3")]
    [InlineData("hl7.fhir.uv.ips-1.1.0")]
    [InlineData("kbv.basis-1.7.0")]
    public void A_resource_of_a_package_loses_its_narrative_and_nothing_else(string name)
    {
        var path = SharedData.Path($"packages/{name}.tgz");
        using var file = File.OpenRead(path);
        var kept = PackageReader.Read(file).Package!.Resources.ToLookup(resource => (resource.Url, resource.Version));
        var compared = 0;
        foreach (var resource in Published(path))
        {
            var url = Text(resource, "url");
            if (url is null || !ConformanceTypes.Contains(Text(resource, "resourceType")!))
                continue;

            var expected = resource.EnumerateObject().Where(member => member.Name != "text").ToList();
            Assert.Contains(kept[(url, Text(resource, "version"))], one =>
            {
                var found = JsonElement.Parse(one.Read().Span).EnumerateObject().ToList();
                return found.Count == expected.Count && found.Zip(expected).All(pair =>
                    pair.First.Name == pair.Second.Name && JsonElement.DeepEquals(pair.First.Value, pair.Second.Value));
            });
            compared++;
        }

        Assert.True(compared > 50, $"{compared}");
    }

    [SharedFact(Core)]
    public void The_elements_of_the_embedded_core_say_what_the_published_ones_say()
    {
        var compared = 0;
        foreach (var definition in Published(SharedData.Path(Core)))
        {
            if (Text(definition, "resourceType") is not "StructureDefinition"
                || !definition.TryGetProperty("snapshot", out var snapshot))
            {
                continue;
            }

            var embedded = ConformanceCatalog.Core.Find("StructureDefinition", Text(definition, "url")!)!;
            var found = JsonElement.Parse(embedded.Read().Span).GetProperty("snapshot").GetProperty("element");
            var published = snapshot.GetProperty("element");
            Assert.Equal(published.GetArrayLength(), found.GetArrayLength());
            foreach (var (left, right) in published.EnumerateArray().Zip(found.EnumerateArray()))
                Assert.True(IsEqual(left, right), $"{embedded}: {Text(left, "id")}");

            compared++;
        }

        Assert.Equal(654, compared);
    }

    private static bool IsEqual(JsonElement published, JsonElement found) =>
        published.EnumerateObject()
            .Where(member => Compared.Contains(member.Name) || IsInstance(member.Name))
            .All(member => JsonElement.DeepEquals(member.Value, found.GetProperty(member.Name)))
        && Codes(published).SequenceEqual(Codes(found), StringComparer.Ordinal)
        && Rules(published).SequenceEqual(Rules(found), StringComparer.Ordinal)
        && Binding(published) == Binding(found)
        && Slicing(published) == Slicing(found);

    private static bool IsInstance(string name) => name.StartsWith("fixed", StringComparison.Ordinal)
        || name.StartsWith("pattern", StringComparison.Ordinal) || name.StartsWith("minValue", StringComparison.Ordinal)
        || name.StartsWith("maxValue", StringComparison.Ordinal);

    private static IEnumerable<string> Codes(JsonElement element) => Items(element, "type").Select(type =>
        $"{Text(type, "code")} {Raw(type, "profile")} {Raw(type, "targetProfile")} {Raw(type, "aggregation")}");

    private static IEnumerable<string> Rules(JsonElement element) => Items(element, "constraint").Select(rule =>
        $"{Text(rule, "key")} {Text(rule, "severity")} {Text(rule, "human")} {Text(rule, "expression")}");

    private static string? Binding(JsonElement element) => element.TryGetProperty("binding", out var binding)
        ? $"{Text(binding, "strength")} {Text(binding, "valueSet")} {Raw(binding, "extension")}"
        : null;

    private static string? Slicing(JsonElement element) => element.TryGetProperty("slicing", out var slicing)
        ? $"{Raw(slicing, "discriminator")} {Raw(slicing, "ordered")} {Text(slicing, "rules")}"
        : null;

    private static List<JsonElement> Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? [.. value.EnumerateArray()] : [];

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Raw(JsonElement json, string name) => json.TryGetProperty(name, out var value)
        ? JsonSerializer.Serialize(value)
        : string.Empty;

    private static IEnumerable<JsonElement> Published(string path)
    {
        using var file = File.OpenRead(path);
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        while (tar.GetNextEntry() is { } entry)
        {
            var isContent = entry.Name.Count(letter => letter == '/') == 1
                && entry.Name.EndsWith(".json", StringComparison.Ordinal);
            if (!isContent || entry.DataStream is not { } content)
                continue;

            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            var json = bytes.ToArray().AsSpan();
            var resource = JsonElement.Parse(json.StartsWith("\uFEFF"u8) ? json[3..] : json);
            if (resource.TryGetProperty("resourceType", out _))
                yield return resource;
        }
    }
}

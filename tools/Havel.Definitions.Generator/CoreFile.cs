using System.IO.Compression;
using System.Text.Json;

namespace Havel.Definitions.Generator;

/// <summary>Writes <c>r4-core.bin</c>, which EmbeddedCore in Havel.Fhir reads: the definitions, code systems, value
/// sets and concept maps of the core package without their prose. The layout is described in
/// docs/definitions.md.</summary>
internal static class CoreFile
{
    private const byte FormatVersion = 1;
    private const int Quality = 11;
    private const int Window = 24;

    private static readonly string[] Types = ["StructureDefinition", "CodeSystem", "ValueSet", "ConceptMap"];

    public static byte[] Write(FhirPackage package) => Pack(Blocks(package));

    /// <summary>The blocks before they are compressed, the index first. Resources that are used together share a block,
    /// because a block is unpacked as a whole.</summary>
    public static IReadOnlyList<byte[]> Blocks(FhirPackage package)
    {
        var resources = Types.SelectMany(package.All).Where(resource => resource.Text("url").Length > 0);
        var groups = resources.GroupBy(BlockOf).OrderBy(group => group.Key).ToList();
        var index = new DefinitionWriter();
        index.Number(groups.Sum(group => group.Count()));
        var blocks = new List<byte[]> { Array.Empty<byte>() };
        foreach (var group in groups)
        {
            var block = new MemoryStream();
            foreach (var resource in group)
            {
                var lean = LeanJson.Of(resource);
                WriteHead(index, resource);
                index.Number(blocks.Count);
                index.Number(checked((int)block.Length));
                index.Number(lean.Length);
                block.Write(lean);
            }

            blocks.Add(block.ToArray());
        }

        blocks[0] = index.ToArray();
        return blocks;
    }

    private static int BlockOf(JsonElement resource)
    {
        var url = resource.Text("url");
        return resource.Text("resourceType") switch
        {
            "StructureDefinition" when resource.Text("derivation") != "constraint" => 1,
            "StructureDefinition" when resource.Text("type") == "Extension" => 2,
            "StructureDefinition" => 3,
            "CodeSystem" when url.Contains("/CodeSystem/v2-", StringComparison.Ordinal) => 4,
            "CodeSystem" when url.Contains("/CodeSystem/v3-", StringComparison.Ordinal) => 5,
            "CodeSystem" => 6,
            "ValueSet" => 7,
            _ => 8,
        };
    }

    private static void WriteHead(DefinitionWriter index, JsonElement resource)
    {
        string[] members =
        [
            "resourceType", "url", "version", "id", "name", "status", "supplements", "type", "baseDefinition",
            "derivation", "kind", "content",
        ];
        foreach (var member in members)
            index.Text(resource.Text(member));
        index.Flag(resource.TryGetProperty("snapshot", out _));
    }

    private static byte[] Pack(IReadOnlyList<byte[]> blocks)
    {
        var packed = blocks.Select(Pack).ToList();
        var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("HVLC"u8);
        writer.Write(FormatVersion);
        writer.Write(blocks.Count);
        for (var at = 0; at < blocks.Count; at++)
        {
            writer.Write(blocks[at].Length);
            writer.Write(packed[at].Length);
        }

        foreach (var block in packed)
            writer.Write(block);
        writer.Flush();
        return file.ToArray();
    }

    private static byte[] Pack(byte[] block)
    {
        var target = new byte[BrotliEncoder.GetMaxCompressedLength(block.Length)];
        return BrotliEncoder.TryCompress(block, target, out var written, Quality, Window)
            ? target[..written]
            : throw new InvalidOperationException("A block does not compress.");
    }
}

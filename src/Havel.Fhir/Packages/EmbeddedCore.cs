using System.Collections.Frozen;
using Havel.Fhir.Definitions;

namespace Havel.Fhir.Packages;

/// <summary>The conformance resources of hl7.fhir.r4.core that are part of the assembly, written by
/// tools/Havel.Definitions.Generator; docs/definitions.md describes the file. The index is read at first use, a body
/// when it is asked for.</summary>
/// <remarks>The file is part of the assembly, so a fault in it is our bug and throws.</remarks>
internal static class EmbeddedCore
{
    public const string PackageName = "hl7.fhir.r4.core";

    public const string PackageVersion = "4.0.1";

    public const string PackageId = $"{PackageName}#{PackageVersion}";

    private static readonly Lazy<FrozenDictionary<string, TypeShelf>> Shelves = new(Load);

    /// <summary>The resources of one type; empty for types that are not embedded.</summary>
    public static TypeShelf Shelf(string resourceType) =>
        Shelves.Value.GetValueOrDefault(resourceType) ?? TypeShelf.Empty;

    private static FrozenDictionary<string, TypeShelf> Load()
    {
        var blocks = CoreBlock.ReadTable();
        var reader = DefinitionReader.Over(blocks[0].Unpack());
        var resources = new List<ConformanceResource>();
        for (var count = reader.Number(); count > 0; count--)
        {
            var head = ReadHead(ref reader);
            var block = blocks[reader.Number()];
            var start = reader.Number();
            var length = reader.Number();
            resources.Add(new ConformanceResource(head, PackageId, () => block.Read(start, length)));
        }

        reader.Finish();
        return resources
            .GroupBy(resource => resource.ResourceType, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => TypeShelf.Empty.With(group), StringComparer.Ordinal);
    }

    private static ResourceHead ReadHead(ref DefinitionReader reader) => new()
    {
        ResourceType = reader.Text(),
        Url = reader.Text(),
        Version = reader.OptionalText(),
        Id = reader.OptionalText(),
        Name = reader.OptionalText(),
        Status = reader.OptionalText(),
        Supplements = reader.OptionalText(),
        Type = reader.OptionalText(),
        BaseDefinition = reader.OptionalText(),
        Derivation = reader.OptionalText(),
        Kind = reader.OptionalText(),
        Content = reader.OptionalText(),
        HasSnapshot = reader.Flag(),
    };
}

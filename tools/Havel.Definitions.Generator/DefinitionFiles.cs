namespace Havel.Definitions.Generator;

/// <summary>The files that Havel.Fhir embeds. Their layout is described in docs/definitions.md.</summary>
internal static class DefinitionFiles
{
    /// <summary>Makes all files from the core package; the same package gives the same bytes.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Write(FhirPackage package)
    {
        var types = TypeModels.From(package);
        yield return ("r4-types.bin", TypeFile.Write(types));
        yield return ("r4-search.bin", SearchFile.Write(package));
        yield return ("r4-codes.bin", CodeFile.Write(types, new ValueSetExpander(package)));
        yield return ("r4-core.bin", CoreFile.Write(package));
    }
}

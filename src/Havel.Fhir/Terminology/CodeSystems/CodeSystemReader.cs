using System.Text.Json;

namespace Havel.Fhir.Terminology.CodeSystems;

/// <summary>Makes a <see cref="CodeSystemTable"/> of a CodeSystem resource. It takes R5's elements along and passes
/// over what has the wrong form. Source: https://hl7.org/fhir/R4/codesystem.html.</summary>
internal static class CodeSystemReader
{
    /// <summary>Reads a resource; null where the bytes are no JSON.</summary>
    public static CodeSystemTable? Read(ReadOnlyMemory<byte> utf8) =>
        ConceptJson.Parse(utf8) is { } root ? Read(root) : null;

    private static CodeSystemTable Read(JsonElement root)
    {
        var head = ReadHead(root);
        var builder = new CodeSystemBuilder(head);
        builder.AddAll(root);
        return new CodeSystemTable(builder.Head, builder.Build());
    }

    private static CodeSystemHead ReadHead(JsonElement root) => new()
    {
        Url = ConceptJson.Text(root, "url") ?? "",
        Version = ConceptJson.Text(root, "version"),
        Name = ConceptJson.Text(root, "name"),
        Content = ReadContent(ConceptJson.Text(root, "content")),
        IsCaseSensitive = ConceptJson.Bool(root, "caseSensitive") ?? true,
        Language = ConceptJson.Text(root, "language"),
        Status = StandardsStatus(root) ?? ConceptJson.Text(root, "status"),
        IsExperimental = ConceptJson.Bool(root, "experimental") ?? false,
        ValueSet = ConceptJson.Text(root, "valueSet"),
        Supplements = ConceptJson.Text(root, "supplements"),
        HierarchyMeaning = ConceptJson.Text(root, "hierarchyMeaning"),
        Properties =
        [
            .. ConceptJson.Objects(root, "property").Select(property => new PropertyDefinition(
                ConceptJson.Text(property, "code") ?? "", ConceptJson.Text(property, "uri"),
                ConceptJson.Text(property, "type") ?? "string", ConceptJson.Text(property, "description"))),
        ],
    };

    /// <summary>The standards status, where it says more than the publication status.</summary>
    public static string? StandardsStatus(JsonElement root) => ConceptJson.ExtensionsOf(root)
        .Where(extension => extension.Url is ConceptUris.StandardsStatus)
        .Select(extension => extension.Text)
        .FirstOrDefault(status => status is "withdrawn" or "deprecated");

    private static CodeSystemContent ReadContent(string? content) => content switch
    {
        "complete" => CodeSystemContent.Complete,
        "example" => CodeSystemContent.Example,
        "fragment" => CodeSystemContent.Fragment,
        "supplement" => CodeSystemContent.Supplement,
        _ => CodeSystemContent.NotPresent,
    };
}

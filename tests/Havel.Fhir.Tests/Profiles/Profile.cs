using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Packages;
using Havel.Fhir.Parsing;
using Havel.Fhir.Profiles;

namespace Havel.Fhir.Tests.Profiles;

/// <summary>Small profiles for tests, written as the elements of their differentials.</summary>
internal static class Profile
{
    /// <summary>The types and profiles of R4.</summary>
    public static readonly ProfileLibrary Core = new(ConformanceCatalog.Core);

    /// <summary>A profile of a type with these elements.</summary>
    /// <param name="type">The constrained type.</param>
    /// <param name="elements">JSON objects of ElementDefinition, joined by commas.</param>
    /// <param name="url">The address; one of its own where several profiles play together.</param>
    /// <param name="parent">The base, where it is not the type itself.</param>
    public static StructureDefinition Of(
        string type, string elements, string url = "http://x.test/p", string? parent = null) => Read($$"""
        {"resourceType":"StructureDefinition","url":"{{url}}","name":"P","status":"active","kind":"resource",
         "abstract":false,"type":"{{type}}","derivation":"constraint",
         "baseDefinition":"{{parent ?? "http://hl7.org/fhir/StructureDefinition/" + type}}",
         "differential":{"element":[{{elements}}]}
        }
        """);

    public static StructureDefinition Read(string json) =>
        StructureDefinitionReader.Read(Parse(Encoding.UTF8.GetBytes(json)).Root).Definition!;

    /// <summary>Parses a resource, small faults and all.</summary>
    public static NodeTable Parse(byte[] utf8)
    {
        var parser = new ResourceParser(FhirDefinitions.R4, new ParseOptions { KeepFaulty = true });
        var parsed = parser.Parse(utf8);
        return (parsed.Table ?? parsed.Faulty)!;
    }

    /// <summary>Generates with R4 and the given profiles at hand.</summary>
    public static SnapshotResult Generate(StructureDefinition definition, params StructureDefinition[] others) =>
        SnapshotGenerator.Generate(definition, canonical => Find(canonical, [definition, .. others]));

    public static StructureDefinition? Find(string canonical, IEnumerable<StructureDefinition> others) =>
        others.FirstOrDefault(other => string.Equals(other.Url, canonical, StringComparison.Ordinal))
        ?? Core.Find(canonical);

    /// <summary>The element of that id.</summary>
    public static ProfileElement At(this SnapshotResult result, string id) =>
        result.Elements.Single(element => string.Equals(element.Id, id, StringComparison.Ordinal));
}

using Havel.Fhir.Packages;
using Xunit;

namespace Havel.Fhir.Tests.Packages;

public sealed class EmbeddedCoreTests
{
    private static readonly ConformanceCatalog Core = ConformanceCatalog.Core;

    [Theory]
    [InlineData("StructureDefinition", 658)]
    [InlineData("CodeSystem", 1062)]
    [InlineData("ValueSet", 1316)]
    [InlineData("ConceptMap", 80)]
    [InlineData("SearchParameter", 0)]
    public void It_has_what_the_package_has(string type, int count) => Assert.Equal(count, Core.All(type).Count);

    [Theory]
    [InlineData("StructureDefinition")]
    [InlineData("CodeSystem")]
    [InlineData("ValueSet")]
    [InlineData("ConceptMap")]
    public void Every_resource_gives_a_table_that_fits_its_head(string type) => Assert.All(Core.All(type), resource =>
    {
        var root = resource.Parse()!.Root;
        Assert.Equal(type, root.Type.Name);
        Assert.Equal(resource.Url, root.TextOf("url"));
        Assert.Equal(resource.Version, root.TextOf("version"));
        Assert.Equal(resource.Head.HasSnapshot, root.Child("snapshot").Exists);
    });

    [Fact]
    public void A_definition_keeps_what_a_validator_needs_and_loses_its_prose()
    {
        var found = Core.Find("StructureDefinition", "http://hl7.org/fhir/StructureDefinition/Observation")!;
        var root = found.Parse()!.Root;
        var elements = new Dictionary<string, Fhir.Nodes.Node>(StringComparer.Ordinal);
        foreach (var element in root.Child("snapshot").ChildrenOf("element"))
            elements.Add(element.TextOf("id")!, element);

        var status = elements["Observation.status"];
        Assert.Equal("1", status.TextOf("min"));
        Assert.Equal("true", status.TextOf("isModifier"));
        Assert.Equal("required", status.Child("binding").TextOf("strength"));
        Assert.Equal("code", status.Child("type").TextOf("code"));
        Assert.NotNull(elements["Observation"].Child("constraint").TextOf("expression"));
        var range = elements["Observation.component.referenceRange"];
        Assert.Equal("#Observation.referenceRange", range.TextOf("contentReference"));
        foreach (var gone in new[] { "definition", "comment", "requirements", "mapping", "short", "example" })
            Assert.False(status.Child(gone).Exists, gone);
        Assert.False(root.Child("text").Exists);
        Assert.False(root.Child("description").Exists);
    }

    [Fact]
    public void Greatest_value_sets_and_fixed_values_stay()
    {
        var patient = Core.Find("StructureDefinition", "http://hl7.org/fhir/StructureDefinition/Patient")!;
        Assert.True(patient.Read().Span.IndexOf("elementdefinition-maxValueSet"u8) > 0);
        var weight = Core.Find("StructureDefinition", "http://hl7.org/fhir/StructureDefinition/bodyweight")!;
        Assert.True(weight.Read().Span.IndexOf("\"29463-7\""u8) > 0);
    }

    [Fact]
    public void A_code_system_keeps_definitions_and_designations()
    {
        var gender = Core.Find("CodeSystem", "http://hl7.org/fhir/administrative-gender")!.Parse()!.Root;
        Assert.True(gender.Child("concept").Child("definition").Exists);
        var german = Core.Find("CodeSystem", "http://terminology.hl7.org/CodeSystem/v2-0001")!.Read();
        Assert.True(german.Span.IndexOf("\"language\":\"de\""u8) > 0);
    }

    [Fact]
    public void Many_threads_may_read_at_once()
    {
        var resources = Core.All("ValueSet").Take(200).ToList();
        Parallel.For(0, 2000, at =>
        {
            var resource = resources[at % resources.Count];
            Assert.Equal(resource.Url, resource.Parse()!.Root.TextOf("url"));
        });
    }
}

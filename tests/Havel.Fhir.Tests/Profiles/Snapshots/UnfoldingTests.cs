using Xunit;

namespace Havel.Fhir.Tests.Profiles.Snapshots;

public sealed class UnfoldingTests
{
    [Fact]
    public void A_path_into_a_data_type_unfolds_it()
    {
        var result = Profile.Generate(Profile.Of("Patient", """{"path":"Patient.name.given","min":1}"""));

        Assert.Empty(result.Issues);
        Assert.Equal(1, result.At("Patient.name.given").Min);
        Assert.Equal("Patient.name.family", result.At("Patient.name.family").Path);
        Assert.DoesNotContain(result.Elements, element => element.Id == "Patient.address.city");
    }

    [Fact]
    public void The_profile_of_a_type_brings_its_own_slices()
    {
        var coding = Profile.Of("CodeableConcept", """
            {"path":"CodeableConcept.coding",
             "slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"open"}},
            {"id":"CodeableConcept.coding:icd","path":"CodeableConcept.coding","sliceName":"icd","max":"1"}
            """, "http://x.test/coding");
        var result = Profile.Generate(Profile.Of("Condition", """
            {"id":"Condition.code","path":"Condition.code",
             "type":[{"code":"CodeableConcept","profile":["http://x.test/coding"]}]},
            {"id":"Condition.code.coding:icd","path":"Condition.code.coding","sliceName":"icd","min":1}
            """), coding);

        Assert.Empty(result.Issues);
        Assert.Equal(1, result.At("Condition.code.coding:icd").Min);
        Assert.Equal(1, result.At("Condition.code.coding:icd").Max);
    }

    [Fact]
    public void A_profile_that_is_named_late_joins_what_was_said_before()
    {
        var coding = Profile.Of("Coding", """{"path":"Coding.version","min":1}""", "http://x.test/coding");
        var parent = Profile.Of("Condition",
            """{"path":"Condition.code.coding.system","min":1}""", "http://x.test/parent");
        var child = Profile.Of("Condition",
            """{"path":"Condition.code.coding","type":[{"code":"Coding","profile":["http://x.test/coding"]}]}""",
            parent: parent.Url);

        var result = Profile.Generate(child, parent, coding);

        Assert.Empty(result.Issues);
        Assert.Equal(1, result.At("Condition.code.coding.system").Min);
        Assert.Equal(1, result.At("Condition.code.coding.version").Min);
    }

    [Fact]
    public void A_content_reference_unfolds_to_what_it_points_at()
    {
        var result = Profile.Generate(Profile.Of("Questionnaire",
            """{"path":"Questionnaire.item","max":"1"},{"path":"Questionnaire.item.item.text","min":1}"""));

        Assert.Empty(result.Issues);
        Assert.Equal(1, result.At("Questionnaire.item.item.text").Min);
        Assert.Equal(0, result.At("Questionnaire.item.text").Min);
        Assert.Equal(int.MaxValue, result.At("Questionnaire.item.item").Max);
        Assert.Equal("#Questionnaire.item", result.At("Questionnaire.item.item.item").ContentReference);
    }

    [Fact]
    public void An_unknown_profile_of_a_type_leaves_the_type()
    {
        var result = Profile.Generate(Profile.Of("Patient", """
            {"id":"Patient.extension:e","path":"Patient.extension","sliceName":"e",
             "type":[{"code":"Extension","profile":["http://x.test/unknown"]}]},
            {"id":"Patient.extension:e.value[x]","path":"Patient.extension.value[x]","min":1}
            """));

        Assert.All(result.Issues, issue => Assert.False(issue.IsError));
        Assert.NotEmpty(result.Issues);
        Assert.Equal(1, result.At("Patient.extension:e.value[x]").Min);
    }

    [Fact]
    public void A_type_adds_elements_to_those_it_inherits()
    {
        var model = Profile.Read("""
            {"resourceType":"StructureDefinition","url":"http://x.test/model","name":"M","status":"active",
             "kind":"logical","abstract":false,"type":"http://x.test/model","derivation":"specialization",
             "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Element",
             "differential":{"element":[{"path":"model","min":0,"max":"*"},
              {"path":"model.part","min":1,"max":"*","type":[{"code":"BackboneElement"}]},
              {"path":"model.part.name","min":1,"max":"1","type":[{"code":"string"}]}]}}
            """);

        var result = Profile.Generate(model);

        Assert.Empty(result.Issues);
        Assert.Equal("model", result.Elements[0].Path);
        Assert.Equal("model.id", result.At("model.id").Path);
        Assert.Equal(1, result.At("model.part.name").Min);
        Assert.Contains(result.Elements, element => element.Id == "model.part.modifierExtension");
    }
}

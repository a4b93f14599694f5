using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Snapshots;

public sealed class NarrowingTests
{
    [Fact]
    public void What_the_differential_leaves_out_is_that_of_the_base()
    {
        var result = Profile.Generate(Profile.Of("Patient", """{"id":"Patient.name","path":"Patient.name","min":1}"""));

        Assert.Empty(result.Issues);
        Assert.Equal(1, result.At("Patient.name").Min);
        Assert.Equal(int.MaxValue, result.At("Patient.name").Max);
        Assert.Equal("HumanName", Assert.Single(result.At("Patient.name").Types).Code);
        Assert.Equal(0, result.At("Patient.birthDate").Min);
        Assert.Equal(Profile.Core.Find("http://hl7.org/fhir/StructureDefinition/Patient")!.Snapshot!.Count,
            result.Elements.Count);
    }

    [Theory]
    [InlineData("""{"path":"Patient.contact","max":"0"},{"path":"Patient.gender","max":"*"}""", "above the 1")]
    [InlineData("""{"path":"Patient.link.other","min":0}""", "below the 1")]
    [InlineData("""{"path":"Patient.name","min":3,"max":"2"}""", "min 3 is above max 2")]
    [InlineData("""{"path":"Patient.gender","type":[{"code":"boolean"}]}""", "boolean is not among")]
    [InlineData("""{"path":"Patient.gender","binding":{"strength":"example"}}""", "weaker")]
    [InlineData("""{"path":"Patient.nmae","min":1}""", "no element 'nmae'")]
    [InlineData("""{"path":"Patient.name.givn","min":1}""", "no element 'givn'")]
    public void What_contradicts_the_base_is_told_and_does_not_count(string element, string told)
    {
        var result = Profile.Generate(Profile.Of("Patient", element));

        var issue = Assert.Single(result.Issues);
        Assert.Equal(IssueSeverity.Error, issue.Severity);
        Assert.Contains(told, issue.Message, StringComparison.Ordinal);
        Assert.Contains("http://x.test/p", issue.Message, StringComparison.Ordinal);
        Assert.Equal("code", Assert.Single(result.At("Patient.gender").Types).Code);
        Assert.Equal(1, result.At("Patient.gender").Max);
    }

    [Fact]
    public void Constraints_accumulate_and_name_who_stated_them()
    {
        var result = Profile.Generate(Profile.Of("Patient", """
            {"path":"Patient","constraint":[{"key":"x-1","severity":"error","human":"h","expression":"name.exists()"}]}
            """));

        var constraints = result.Elements[0].Constraints;
        Assert.Contains(constraints, constraint => constraint.Key == "dom-2");
        Assert.Equal("http://x.test/p", constraints.Single(constraint => constraint.Key == "x-1").Source);
    }

    [Fact]
    public void A_binding_may_change_its_strength_alone()
    {
        var result = Profile.Generate(Profile.Of("Patient",
            """{"path":"Patient.maritalStatus","binding":{"strength":"required"}}"""));

        var binding = result.At("Patient.maritalStatus").Binding!;
        Assert.Equal(BindingStrength.Required, binding.Strength);
        Assert.Equal("http://hl7.org/fhir/ValueSet/marital-status", binding.ValueSet);
    }

    [Fact]
    public void A_pattern_completes_that_of_the_base()
    {
        var parent = Profile.Of("Observation",
            """{"path":"Observation.code","patternCodeableConcept":{"coding":[{"system":"http://loinc.org"}]}}""",
            "http://x.test/parent");
        var child = Profile.Of("Observation",
            """{"path":"Observation.code","patternCodeableConcept":{"text":"weight"}}""", parent: parent.Url);

        var pattern = Profile.Generate(child, parent).At("Observation.code").Pattern;

        Assert.Equal("weight", pattern.TextOf("text"));
        Assert.Equal("http://loinc.org", pattern.Child("coding").TextOf("system"));
    }

    [Fact]
    public void A_pattern_that_no_value_could_fit_is_told()
    {
        var parent = Profile.Of("Patient",
            """{"path":"Patient.gender","patternCode":"male"}""", "http://x.test/parent");
        var child = Profile.Of("Patient",
            """{"path":"Patient.gender","patternCode":"female"}""", parent: parent.Url);

        Assert.Contains("contradicts", Assert.Single(Profile.Generate(child, parent).Issues).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_keeps_the_targets_that_a_profile_does_not_repeat()
    {
        var result = Profile.Generate(Profile.Of("Patient",
            """{"path":"Patient.managingOrganization","type":[{"code":"Reference"}]}"""));

        Assert.Equal("http://hl7.org/fhir/StructureDefinition/Organization",
            Assert.Single(Assert.Single(result.At("Patient.managingOrganization").Types).TargetProfiles));
    }

    [Fact]
    public void Elements_out_of_order_come_out_in_the_order_of_the_base()
    {
        var result = Profile.Generate(Profile.Of("Patient", """
            {"path":"Patient.photo","max":"0"},{"path":"Patient.name.given","min":1},{"path":"Patient.name","min":1}
            """));

        Assert.Empty(result.Issues);
        var ids = result.Elements.Select(element => element.Id).ToList();
        Assert.True(ids.IndexOf("Patient.name.given") < ids.IndexOf("Patient.photo"));
        Assert.Equal(1, result.At("Patient.name").Min);
    }
}

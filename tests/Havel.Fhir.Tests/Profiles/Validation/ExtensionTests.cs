using Havel.Fhir.Issues;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Validation;

public sealed class ExtensionTests
{
    private const string Url = "http://x.test/e";

    [Fact]
    public void An_extension_is_checked_though_no_profile_names_it() =>
        new ProfileWorld().WithExtension(Url, "code", "element:Patient")
            .Accepts(Patient($$$"""{"url":"{{{Url}}}","valueCode":"a"}"""), null)
            .Refuses(Patient($$$"""{"url":"{{{Url}}}","valueInteger":1}"""), "Patient.extension[0].value",
                "Expected code and found integer", profile: null);

    [Fact]
    public void An_extension_nobody_knows_is_remarked() =>
        new ProfileWorld().Refuses(Patient("""{"url":"http://x.test/none","valueCode":"a"}"""), "Patient.extension[0]",
            "not known here", IssueSeverity.Information, profile: null);

    [Fact]
    public void A_modifier_extension_nobody_knows_is_an_error() =>
        new ProfileWorld().Refuses(
            """{"resourceType":"Patient","modifierExtension":[{"url":"http://x.test/none","valueCode":"a"}]}""",
            "Patient.modifierExtension[0]", "cannot be understood", profile: null);

    [Fact]
    public void The_url_of_an_extension_is_absolute() =>
        new ProfileWorld().Refuses(Patient("""{"url":"none","valueCode":"a"}"""), "Patient.extension[0].url",
            "absolute address", profile: null);

    [Fact]
    public void A_modifier_stands_among_the_modifiers() =>
        new ProfileWorld().WithExtension(Url, "code", "element:Patient", isModifier: true)
            .Accepts($$$"""
            {"resourceType":"Patient","modifierExtension":[{"url":"{{{Url}}}","valueCode":"a"}]}
            """, null)
            .Refuses(Patient($$$"""{"url":"{{{Url}}}","valueCode":"a"}"""), "Patient.extension[0]",
                "belongs in \"modifierExtension\"", profile: null);

    [Fact]
    public void What_modifies_nothing_does_not_stand_among_the_modifiers() =>
        new ProfileWorld().WithExtension(Url, "code", "element:Patient")
            .Refuses($$$"""{"resourceType":"Patient","modifierExtension":[{"url":"{{{Url}}}","valueCode":"a"}]}""",
                "Patient.modifierExtension[0]", "belongs in \"extension\"", profile: null);

    [Theory]
    [InlineData("element:Patient")]
    [InlineData("element:Resource")]
    [InlineData("element:DomainResource")]
    [InlineData("element:Element")]
    [InlineData("fhirpath:Patient")]
    public void An_extension_may_stand_where_its_context_says(string context) =>
        new ProfileWorld().WithExtension(Url, "code", context)
            .Accepts(Patient($$$"""{"url":"{{{Url}}}","valueCode":"a"}"""), null);

    [Theory]
    [InlineData("element:Patient.contact")]
    [InlineData("element:HumanName")]
    [InlineData("element:Observation")]
    [InlineData("fhirpath:Patient.name")]
    [InlineData("extension:http://x.test/other")]
    public void An_extension_may_not_stand_elsewhere(string context) =>
        new ProfileWorld().WithExtension(Url, "code", context)
            .Refuses(Patient($$$"""{"url":"{{{Url}}}","valueCode":"a"}"""), "Patient.extension[0]", "may stand at",
                profile: null);

    [Theory]
    [InlineData("element:Patient.birthDate")]
    [InlineData("element:date")]
    [InlineData("fhirpath:Patient.birthDate")]
    public void An_extension_of_a_primitive_stands_beside_it(string context) =>
        new ProfileWorld().WithExtension(Url, "code", context)
            .Accepts($$$"""
            {"resourceType":"Patient","birthDate":"2000",
             "_birthDate":{"extension":[{"url":"{{{Url}}}","valueCode":"a"}]}}
            """, null);

    [Theory]
    [InlineData("element:HumanName.family")]
    [InlineData("element:Patient.name.family")]
    public void The_context_may_name_an_element_of_a_datatype(string context) =>
        new ProfileWorld().WithExtension(Url, "code", context)
            .Accepts($$$"""
            {"resourceType":"Patient","name":[{"family":"K","_family":{"extension":
              [{"url":"{{{Url}}}","valueCode":"a"}]}}]}
            """, null);

    [Fact]
    public void A_complex_extension_has_its_parts() =>
        Complex()
            .Accepts(Patient("""
            {"url":"http://x.test/c","extension":[{"url":"one","valueString":"1"},{"url":"two","valueCode":"2"}]}
            """), null)
            .Refuses(Patient("""{"url":"http://x.test/c","extension":[{"url":"two","valueCode":"2"}]}"""),
                "Patient.extension[0]", "slice \"one\"", profile: null);

    [Fact]
    public void A_complex_extension_has_no_other_parts() =>
        Complex().Refuses(Patient("""
            {"url":"http://x.test/c","extension":[{"url":"one","valueString":"1"},{"url":"three","valueCode":"2"}]}
            """), "Patient.extension[0].extension[1]", "none of the slices", profile: null);

    [Fact]
    public void The_parts_of_a_complex_extension_have_their_types() =>
        Complex().Refuses(Patient("""{"url":"http://x.test/c","extension":[{"url":"one","valueInteger":1}]}"""),
            "Patient.extension[0].extension[0].value", "Expected string and found integer", profile: null);

    [Fact]
    public void A_profile_may_demand_an_extension() =>
        ProfileWorld.Of("Patient", """
            {"id":"Patient.extension","path":"Patient.extension","slicing":
              {"discriminator":[{"type":"value","path":"url"}],"rules":"open"}},
            {"id":"Patient.extension:e","path":"Patient.extension","sliceName":"e","min":1,
             "type":[{"code":"Extension","profile":["http://x.test/e"]}]}
            """)
            .WithExtension(Url, "code", "element:Patient")
            .Accepts(Patient($$$"""{"url":"{{{Url}}}","valueCode":"a"}"""))
            .Refuses("""{"resourceType":"Patient"}""", "Patient", "slice \"e\" of \"extension\"");

    [Fact]
    public void An_extension_has_a_value_or_extensions() =>
        Assert.Equal("ext-1", Assert.Single(
            new ProfileWorld().Validate(Patient("""
            {"url":"http://x.test/none","valueCode":"a","extension":[{"url":"b","valueCode":"b"}]}
            """), null), issue => issue.IsError).Key);

    private static ProfileWorld Complex() => new ProfileWorld().With("http://x.test/c", "Extension", """
        {"id":"Extension","path":"Extension"},
        {"id":"Extension.extension","path":"Extension.extension","slicing":
          {"discriminator":[{"type":"value","path":"url"}],"rules":"closed"}},
        {"id":"Extension.extension:one","path":"Extension.extension","sliceName":"one","min":1,"max":"1"},
        {"id":"Extension.extension:one.url","path":"Extension.extension.url","fixedUri":"one"},
        {"id":"Extension.extension:one.value[x]","path":"Extension.extension.value[x]","min":1,
         "type":[{"code":"string"}]},
        {"id":"Extension.extension:two","path":"Extension.extension","sliceName":"two","max":"1"},
        {"id":"Extension.extension:two.url","path":"Extension.extension.url","fixedUri":"two"},
        {"id":"Extension.url","path":"Extension.url","fixedUri":"http://x.test/c"},
        {"id":"Extension.value[x]","path":"Extension.value[x]","max":"0"}
        """, """
        "context":[{"type":"element","expression":"Patient"}],
        """);

    private static string Patient(string extension) =>
        $$$"""{"resourceType":"Patient","extension":[{{{extension}}}]}""";
}

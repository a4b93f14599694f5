using Xunit;

namespace Havel.Fhir.Tests.Profiles.Validation;

public sealed class CardinalityTests
{
    private const string Good = """{"resourceType":"Patient","name":[{"family":"Kant"}],"gender":"male"}""";

    [Fact]
    public void An_element_that_the_profile_needs_must_be_there() =>
        ProfileWorld.Of("Patient", """{"id":"Patient.name","path":"Patient.name","min":1}""")
            .Accepts(Good)
            .Refuses("""{"resourceType":"Patient","gender":"male"}""", "Patient", "at least 1 of \"name\"");

    [Fact]
    public void An_element_that_the_profile_forbids_must_not_be_there() =>
        ProfileWorld.Of("Patient", """{"id":"Patient.gender","path":"Patient.gender","max":"0"}""")
            .Accepts("""{"resourceType":"Patient","name":[{"family":"Kant"}]}""")
            .Refuses(Good, "Patient", "none of \"gender\" and found 1");

    [Fact]
    public void More_repetitions_than_the_profile_allows_are_told() =>
        ProfileWorld.Of("Patient", """{"id":"Patient.name","path":"Patient.name","max":"1"}""")
            .Accepts(Good)
            .Refuses("""{"resourceType":"Patient","name":[{"family":"A"},{"family":"B"}]}""", "Patient",
                "at most 1 of \"name\" and found 2");

    [Fact]
    public void An_element_within_a_datatype_is_counted_in_each_repetition() =>
        ProfileWorld.Of("Patient", """{"id":"Patient.name.given","path":"Patient.name.given","min":1}""")
            .Accepts("""{"resourceType":"Patient","name":[{"given":["I"]}]}""")
            .Accepts("""{"resourceType":"Patient"}""")
            .Refuses("""{"resourceType":"Patient","name":[{"given":["I"]},{"family":"Kant"}]}""", "Patient.name[1]",
                "at least 1 of \"given\"");

    [Fact]
    public void A_primitive_without_value_but_with_an_extension_counts_as_there() =>
        ProfileWorld.Of("Patient", """{"id":"Patient.birthDate","path":"Patient.birthDate","min":1}""")
            .Accepts("""
            {"resourceType":"Patient","_birthDate":{"extension":[
              {"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}}
            """);

    [Fact]
    public void A_choice_is_named_with_its_x() =>
        ProfileWorld.Of("Patient", """{"id":"Patient.deceased[x]","path":"Patient.deceased[x]","min":1}""")
            .Accepts("""{"resourceType":"Patient","deceasedBoolean":true}""")
            .Refuses("""{"resourceType":"Patient"}""", "Patient", "\"deceased[x]\"");

    [Fact]
    public void Rules_of_a_content_reference_hold_at_every_depth() =>
        ProfileWorld.Of("Questionnaire", """
            {"id":"Questionnaire.item.text","path":"Questionnaire.item.text","min":1}
            """)
            .Accepts("""
            {"resourceType":"Questionnaire","name":"Q","status":"draft","item":[{"linkId":"1","type":"group","text":"a",
              "item":[{"linkId":"2","type":"string","text":"b"}]}]}
            """)
            .Refuses("""
            {"resourceType":"Questionnaire","name":"Q","status":"draft","item":[{"linkId":"1","type":"group","text":"a",
              "item":[{"linkId":"2","type":"string"}]}]}
            """, "Questionnaire.item[0].item[0]", "at least 1 of \"text\"");

    [Fact]
    public void A_place_has_line_and_column()
    {
        var world = ProfileWorld.Of("Patient", """{"id":"Patient.name.given","path":"Patient.name.given","min":1}""");
        var issue = Assert.Single(world.Validate(
            "{\"resourceType\":\"Patient\",\n \"name\":[\n  {\"family\":\"K\"}]}"));
        Assert.Equal((3, 3), (issue.Issue.Line, issue.Issue.Column));
        Assert.Equal("http://x.test/p|1.0", issue.Profile);
    }
}

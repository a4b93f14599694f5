using Xunit;

namespace Havel.Fhir.Tests.Profiles.Validation;

public sealed class ValueTests
{
    private const string Fixed = """
        {"id":"Observation.code","path":"Observation.code","fixedCodeableConcept":
          {"coding":[{"system":"http://s","code":"a"}]}}
        """;

    private const string Pattern = """
        {"id":"Observation.code","path":"Observation.code","patternCodeableConcept":
          {"coding":[{"system":"http://s","code":"a"},{"system":"http://t","code":"b"}]}}
        """;

    [Fact]
    public void A_fixed_primitive_is_compared_by_its_text() =>
        ProfileWorld.Of("Patient", """{"id":"Patient.gender","path":"Patient.gender","fixedCode":"male"}""")
            .Accepts("""{"resourceType":"Patient","gender":"male"}""")
            .Accepts("""{"resourceType":"Patient"}""")
            .Refuses("""{"resourceType":"Patient","gender":"female"}""", "Patient.gender",
                "Expected exactly male and found female");

    [Fact]
    public void A_fixed_text_equals_one_that_is_written_with_escapes() =>
        ProfileWorld.Of("Patient", """{"id":"Patient.name.text","path":"Patient.name.text","fixedString":"ä/b"}""")
            .Accepts("""{"resourceType":"Patient","name":[{"text":"\u00e4\/b"}]}""");

    [Fact]
    public void A_fixed_value_allows_nothing_more() =>
        ProfileWorld.Of("Observation", Fixed)
            .Accepts(Observation("""{"coding":[{"code":"a","system":"http://s"}]}"""))
            .Refuses(Observation("""{"coding":[{"system":"http://s","code":"a"}],"text":"x"}"""), "Observation.code",
                "Expected exactly");

    [Fact]
    public void A_fixed_value_allows_nothing_less() =>
        ProfileWorld.Of("Observation", Fixed)
            .Refuses(Observation("""{"coding":[{"code":"a"}]}"""), "Observation.code", "Expected exactly");

    [Fact]
    public void A_pattern_allows_more_than_it_names_in_any_order() =>
        ProfileWorld.Of("Observation", Pattern)
            .Accepts(Observation("""
            {"coding":[{"system":"http://t","code":"b","display":"B"},{"system":"http://u","code":"c"},
              {"system":"http://s","code":"a"}],"text":"x"}
            """));

    [Fact]
    public void Every_item_of_a_pattern_must_be_met() =>
        ProfileWorld.Of("Observation", Pattern)
            .Refuses(Observation("""{"coding":[{"system":"http://s","code":"a"}]}"""), "Observation.code",
                "Expected a value with");

    [Fact]
    public void The_parts_of_a_pattern_item_must_be_met_by_one_item() =>
        ProfileWorld.Of("Observation", Pattern)
            .Refuses(Observation("""
            {"coding":[{"system":"http://s","code":"b"},{"system":"http://t","code":"a"}]}
            """), "Observation.code", "Expected a value with");

    [Fact]
    public void A_pattern_number_is_compared_as_a_number() =>
        ProfileWorld.Of("Observation", """
            {"id":"Observation.value[x]","path":"Observation.value[x]","type":[{"code":"Quantity"}],
             "patternQuantity":{"value":1.5}}
            """)
            .Accepts(Observation("""{"text":"x"}""", "\"valueQuantity\":{\"value\":1.50,\"unit\":\"g\"}"))
            .Refuses(Observation("""{"text":"x"}""", "\"valueQuantity\":{\"value\":1.51}"), "Observation.value",
                "1.5");

    [Fact]
    public void A_text_may_not_be_longer_than_the_profile_says() =>
        ProfileWorld.Of("Patient", """{"id":"Patient.name.family","path":"Patient.name.family","maxLength":4}""")
            .Accepts("""{"resourceType":"Patient","name":[{"family":"Käte"}]}""")
            .Refuses("""{"resourceType":"Patient","name":[{"family":"Käthe"}]}""", "Patient.name[0].family",
                "at most 4 characters and found 5");

    [Theory]
    [InlineData("minValueInteger", 3, "2", "at least 3")]
    [InlineData("maxValueInteger", 3, "4", "at most 3")]
    public void A_number_stays_within_its_bounds(string bound, int value, string outside, string words) =>
        ProfileWorld.Of("Observation", $$$"""
            {"id":"Observation.value[x]","path":"Observation.value[x]","type":[{"code":"integer"}],
             "{{{bound}}}":{{{value}}}}
            """)
            .Accepts(Observation("""{"text":"x"}""", "\"valueInteger\":3"))
            .Refuses(Observation("""{"text":"x"}""", $"\"valueInteger\":{outside}"), "Observation.value", words);

    [Fact]
    public void A_date_stays_within_its_bounds() =>
        ProfileWorld.Of("Patient", """
            {"id":"Patient.birthDate","path":"Patient.birthDate","minValueDate":"1900-01-01"}
            """)
            .Accepts("""{"resourceType":"Patient","birthDate":"1900-01-01"}""")
            .Refuses("""{"resourceType":"Patient","birthDate":"1899-12-31"}""", "Patient.birthDate", "1900-01-01");

    private static string Observation(string code, string more = "\"valueString\":\"v\"") =>
        $$$"""{"resourceType":"Observation","status":"final","code":{{{code}}},{{{more}}}}""";
}

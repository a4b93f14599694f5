using Havel.Fhir.Issues;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Validation;

public sealed class BindingTests
{
    private const string ValueSet = "http://x.test/vs";

    [Fact]
    public void A_code_outside_of_a_required_value_set_is_an_error() =>
        World("required")
            .Accepts(Observation("""{"coding":[{"system":"http://s","code":"a"}]}"""))
            .Refuses(Observation("""{"coding":[{"system":"http://s","code":"z"}]}"""), "Observation.method",
                "(required) and found http://s|z");

    [Fact]
    public void One_coding_of_a_concept_is_enough() =>
        World("required").Accepts(Observation("""
            {"coding":[{"system":"http://s","code":"z"},{"system":"http://s","code":"a"}]}
            """));

    [Fact]
    public void A_required_value_set_wants_a_code_and_not_a_text() =>
        World("required").Refuses(Observation("""{"text":"a"}"""), "Observation.method", "found none");

    [Fact]
    public void The_system_is_part_of_the_code() =>
        World("required").Refuses(
            Observation("""{"coding":[{"system":"http://other","code":"a"}]}"""), "Observation.method",
            "http://other|a");

    [Fact]
    public void A_code_outside_of_an_extensible_value_set_is_a_warning() =>
        World("extensible")
            .Accepts(Observation("""{"text":"a"}"""))
            .Refuses(Observation("""{"coding":[{"system":"http://s","code":"z"}]}"""), "Observation.method",
                "extensible", IssueSeverity.Warning);

    [Fact]
    public void A_code_outside_of_a_preferred_value_set_is_a_remark() =>
        World("preferred").Refuses(
            Observation("""{"coding":[{"system":"http://s","code":"z"}]}"""), "Observation.method", "preferred",
            IssueSeverity.Information);

    [Fact]
    public void An_example_value_set_says_nothing() =>
        World("example").Accepts(Observation("""{"coding":[{"system":"http://s","code":"z"}]}"""));

    [Fact]
    public void No_code_may_leave_the_greatest_value_set() =>
        World("extensible", most: "http://x.test/most")
            .Refuses(Observation("""{"coding":[{"system":"http://s","code":"y"}]}"""), "Observation.method",
                "No code may stand here", profile: ProfileWorld.Url + "-most");

    [Fact]
    public void What_the_terminology_does_not_know_is_a_warning_and_no_error()
    {
        var world = ProfileWorld.Of("Observation", Binding("required", "http://x.test/unknown"));
        world.Refuses(Observation("""{"coding":[{"system":"http://s","code":"a"}]}"""), "Observation.method",
            "cannot be checked", IssueSeverity.Warning);
    }

    [Fact]
    public void A_wrong_display_is_a_warning_at_the_coding()
    {
        var world = World("required");
        world.Codes.Displays["a"] = "Alpha";
        world.Accepts(Observation("""{"coding":[{"system":"http://s","code":"a","display":"Alpha"}]}"""))
            .Refuses(Observation("""{"coding":[{"system":"http://s","code":"a","display":"Beta"}]}"""),
                "Observation.method.coding[0]", "expected \"Alpha\"", IssueSeverity.Warning);
    }

    [Fact]
    public void A_primitive_code_takes_its_system_from_the_value_set() =>
        Patient("Patient.language", "required")
            .Accepts("""{"resourceType":"Patient","language":"a"}""")
            .Refuses("""{"resourceType":"Patient","language":"z"}""", "Patient.language", "found \"z\"");

    [Fact]
    public void A_quantity_is_bound_by_its_unit() =>
        Quantity()
            .Accepts(Value("""{"value":1,"system":"http://s","code":"a"}"""))
            .Refuses(Value("""{"value":1,"system":"http://s","code":"z"}"""), "Observation.value", "http://s|z");

    [Fact]
    public void A_quantity_without_unit_has_no_required_code() =>
        Quantity().Refuses(Value("""{"value":1}"""), "Observation.value", "found none");

    [Fact]
    public void A_code_that_is_said_to_be_absent_is_not_judged() =>
        World("required").Accepts(Observation("""
            {"coding":[{"system":"http://s","_code":{"extension":[{"url":
              "http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}}]}
            """));

    [Fact]
    public void The_profile_has_the_last_word_over_what_R4_recommends()
    {
        var world = ProfileWorld.Of("Observation", """
            {"id":"Observation.interpretation","path":"Observation.interpretation",
             "binding":{"strength":"required","valueSet":"http://x.test/vs"}}
            """);
        world.Codes.With(ValueSet, "http://s|a").With("http://hl7.org/fhir/ValueSet/observation-interpretation", "x|y");
        world.Accepts("""
            {"resourceType":"Observation","status":"final","code":{"text":"x"},"valueString":"v",
             "interpretation":[{"coding":[{"system":"http://s","code":"a"}]}]}
            """);
    }

    private static ProfileWorld World(string strength, string? most = null)
    {
        var world = ProfileWorld.Of("Observation", Binding(strength, ValueSet))
            .With(ProfileWorld.Url + "-most", "Observation", $$$"""
            {"id":"Observation.method","path":"Observation.method","binding":{"strength":"extensible",
             "valueSet":"{{{ValueSet}}}","extension":[{"url":
             "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet","valueCanonical":"{{{most}}}"}]}}
            """);
        world.Codes.With(ValueSet, "http://s|a", "http://s|b", "http://s|y").With("http://x.test/most", "http://s|a");
        return world;
    }

    private static string Binding(string strength, string valueSet) => $$$"""
        {"id":"Observation.method","path":"Observation.method",
         "binding":{"strength":"{{{strength}}}","valueSet":"{{{valueSet}}}"}}
        """;

    private static ProfileWorld Patient(string path, string strength)
    {
        var world = ProfileWorld.Of("Patient", $$$"""
            {"id":"{{{path}}}","path":"{{{path}}}","binding":{"strength":"{{{strength}}}","valueSet":"{{{ValueSet}}}"}}
            """);
        world.Codes.With(ValueSet, "http://s|a");
        return world;
    }

    private static ProfileWorld Quantity()
    {
        var world = ProfileWorld.Of("Observation", $$$"""
            {"id":"Observation.value[x]","path":"Observation.value[x]","type":[{"code":"Quantity"}],
             "binding":{"strength":"required","valueSet":"{{{ValueSet}}}"}}
            """);
        world.Codes.With(ValueSet, "http://s|a");
        return world;
    }

    private static string Observation(string method) => $$$"""
        {"resourceType":"Observation","status":"final","code":{"text":"x"},"valueString":"v","method":{{{method}}}}
        """;

    private static string Value(string quantity) =>
        $$$"""{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{{{quantity}}}}""";
}

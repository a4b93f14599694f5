using Xunit;

namespace Havel.Fhir.Tests.Profiles.Validation;

public sealed class TypeTests
{
    [Fact]
    public void A_choice_may_be_narrowed() =>
        ProfileWorld.Of("Observation", """
            {"id":"Observation.value[x]","path":"Observation.value[x]","type":[{"code":"Quantity"},{"code":"string"}]}
            """)
            .Accepts(Observation("\"valueString\":\"a\""))
            .Refuses(Observation("\"valueBoolean\":true"), "Observation.value",
                "Expected one of Quantity, string and found boolean");

    [Fact]
    public void A_profile_of_a_type_holds_for_the_element() =>
        ProfileWorld.Of("Patient", """
            {"id":"Patient.identifier","path":"Patient.identifier",
             "type":[{"code":"Identifier","profile":["http://x.test/id"]}]}
            """)
            .With("http://x.test/id", "Identifier", """{"id":"Identifier.value","path":"Identifier.value","min":1}""")
            .Accepts("""{"resourceType":"Patient","identifier":[{"value":"1"}]}""")
            .Refuses("""{"resourceType":"Patient","identifier":[{"system":"http://s"}]}""", "Patient.identifier[0]",
                "(http://x.test/id|1.0)");

    [Fact]
    public void Of_several_profiles_of_a_type_one_must_be_met() =>
        ProfileWorld.Of("Patient", """
            {"id":"Patient.identifier","path":"Patient.identifier",
             "type":[{"code":"Identifier","profile":["http://x.test/a","http://x.test/b"]}]}
            """)
            .With("http://x.test/a", "Identifier", """{"id":"Identifier.value","path":"Identifier.value","min":1}""")
            .With("http://x.test/b", "Identifier", """{"id":"Identifier.use","path":"Identifier.use","min":1}""")
            .Accepts("""{"resourceType":"Patient","identifier":[{"use":"usual"},{"value":"1"}]}""")
            .Refuses("""{"resourceType":"Patient","identifier":[{"system":"http://s"}]}""", "Patient.identifier[0]",
                "none is met");

    [Fact]
    public void A_simple_quantity_has_no_comparator() =>
        new ProfileWorld()
            .Refuses("""
            {"resourceType":"Observation","status":"final","code":{"text":"x"},"referenceRange":[{"low":
              {"value":1,"comparator":"<"}}]}
            """, "Observation.referenceRange[0].low", "sqty-1", profile: null);

    [Fact]
    public void A_profile_is_for_its_own_type() =>
        ProfileWorld.Of("Patient", """{"id":"Patient","path":"Patient"}""")
            .Refuses("""{"resourceType":"Basic","code":{"text":"x"}}""", "Basic", "for Patient, but this is Basic");

    [Fact]
    public void The_resource_of_an_entry_may_be_narrowed() =>
        ProfileWorld.Of("Bundle", """
            {"id":"Bundle.entry.resource","path":"Bundle.entry.resource","type":[{"code":"Patient"}]}
            """)
            .Accepts("""
            {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient"}}]}
            """)
            .Refuses("""
            {"resourceType":"Bundle","type":"collection","entry":[{"resource":
              {"resourceType":"Basic","code":{"text":"x"}}}]}
            """, "Bundle.entry[0].resource", "Expected Patient and found Basic");

    [Fact]
    public void An_unknown_profile_that_is_asked_for_is_an_error() =>
        new ProfileWorld().Refuses(
            """{"resourceType":"Patient"}""", "Patient", "not known here", profile: "http://x.test/none");

    private static string Observation(string value) =>
        $$$"""{"resourceType":"Observation","status":"final","code":{"text":"x"},{{{value}}}}""";
}

using Havel.Fhir.Issues;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Validation;

public sealed class InvariantTests
{
    [Fact]
    public void An_invariant_of_the_profile_must_be_true()
    {
        var world = World("error", "name.family.exists() or name.text.exists()");
        world.Accepts("""{"resourceType":"Patient","name":[{"text":"I. Kant"}]}""")
            .Refuses("""{"resourceType":"Patient","name":[{"use":"old"}]}""", "Patient",
                "x-1 is not met: People say so");
        var issue = Assert.Single(world.Validate("""{"resourceType":"Patient","active":true}"""));
        Assert.Equal("x-1", issue.Key);
    }

    [Fact]
    public void An_invariant_may_be_a_mere_warning() =>
        World("warning", "name.exists()").Refuses(
            """{"resourceType":"Patient","active":true}""", "Patient", "x-1", IssueSeverity.Warning);

    [Fact]
    public void An_invariant_that_cannot_be_read_is_a_warning_about_the_profile() =>
        World("error", "name.exists(").Refuses(
            """{"resourceType":"Patient","active":true}""", "Patient", "x-1 cannot be read", IssueSeverity.Warning);

    [Fact]
    public void An_invariant_stands_at_its_element() =>
        ProfileWorld.Of("Patient", """
            {"id":"Patient.name","path":"Patient.name","constraint":
              [{"key":"x-2","severity":"error","human":"h","expression":"family.exists() = text.empty()"}]}
            """)
            .Accepts("""{"resourceType":"Patient","name":[{"family":"a"},{"text":"b"}]}""")
            .Refuses("""{"resourceType":"Patient","name":[{"family":"a"},{"text":"b","family":"c"}]}""",
                "Patient.name[1]", "x-2");

    [Fact]
    public void The_resource_of_an_invariant_is_the_innermost_and_its_root_the_container() =>
        ProfileWorld.Of("Patient", """
            {"id":"Patient.contained","path":"Patient.contained","constraint":[{"key":"x-3","severity":"error",
              "human":"h",
              "expression":"%resource.ofType(Patient).exists() and %rootResource.ofType(Patient).exists()"}]}
            """)
            .Accepts("""
            {"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o","name":"O"}],
             "managingOrganization":{"reference":"#o"}}
            """);

    [Fact]
    public void An_invariant_may_ask_for_a_value_set()
    {
        var world = World("error", "maritalStatus.memberOf('http://x.test/vs')");
        world.Codes.With("http://x.test/vs", "http://s|a");
        world.Accepts("""{"resourceType":"Patient","maritalStatus":{"coding":[{"system":"http://s","code":"a"}]}}""")
            .Refuses("""{"resourceType":"Patient","maritalStatus":{"coding":[{"system":"http://s","code":"z"}]}}""",
                "Patient", "x-1");
    }

    [Fact]
    public void An_invariant_may_ask_for_a_profile() =>
        World("error", "contained.all(conformsTo('http://x.test/q'))")
            .With("http://x.test/q", "Organization", """
            {"id":"Organization","path":"Organization","constraint":
              [{"key":"q-1","severity":"error","human":"h","expression":"name.startsWith('O')"}]}
            """)
            .Accepts(Contained("O"))
            .Refuses(Contained("P"), "Patient", "x-1");

    [Fact]
    public void An_invariant_knows_the_type_of_a_target_it_cannot_reach() =>
        World("error", "managingOrganization.resolve() is Organization")
            .Accepts("""{"resourceType":"Patient","managingOrganization":{"reference":"Organization/1"}}""");

    [Theory]
    [InlineData(
        """{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueString":"v","dataAbse"""
        + """ntReason":{"text":"x"}}""",
        "Observation",
        "obs-6")]
    [InlineData("""{"resourceType":"Patient","contact":[{"gender":"male"}]}""", "Patient.contact[0]", "pat-1")]
    [InlineData(
        """{"resourceType":"Patient","name":[{"period":{"start":"2020","end":"2019"}}]}""",
        "Patient.name[0].period",
        "per-1")]
    [InlineData("""{"resourceType":"Patient","name":[{"id":"a"}]}""", "Patient.name[0]", "ele-1")]
    [InlineData("""{"resourceType":"Patient","photo":[{"data":"QUJD"}]}""", "Patient.photo[0]", "att-1")]
    [InlineData(
        """{"resourceType":"Patient","contact":[{"name":{"text":"x"},"telecom":[{"value":"1"}]}]}""",
        "Patient.contact[0].telecom[0]",
        "cpt-2")]
    [InlineData(
        """{"resourceType":"Patient","managingOrganization":{"reference":"#none"}}""",
        "Patient.managingOrganization",
        "ref-1")]
    [InlineData(
        """{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1"""
        + ""","code":"g"}}""",
        "Observation.value",
        "qty-3")]
    [InlineData(
        """{"resourceType":"Observation","status":"final","code":{"text":"x"},"referenceRange":[{"age":"""
        + """{"low":{"value":1}}}]}""",
        "Observation.referenceRange[0]",
        "obs-3")]
    [InlineData(
        """{"resourceType":"Bundle","type":"document","identifier":{"system":"http://s","value":"1"},"ent"""
        + """ry":[{"fullUrl":"urn:uuid:0e2f2b4c-64b1-4f0c-8bd4-6e6ba21a3c5c","resource":{"resourceType":"Co"""
        + """mposition","status":"final","type":{"text":"x"},"date":"2020","author":[{"display":"x"}],"titl"""
        + """e":"t"}}]}""",
        "Bundle",
        "bdl-10")]
    [InlineData("""{"resourceType":"Bundle","type":"collection","total":1}""", "Bundle", "bdl-1")]
    [InlineData(
        """{"resourceType":"Patient","text":{"status":"empty","div":"<div xmlns=\"http://www.w3.org/1999/"""
        + """xhtml\"> <p> </p></div>"}}""",
        "Patient.text.div",
        "txt-2")]
    public void An_invariant_of_R4_is_checked(string json, string place, string key)
    {
        var errors = new ProfileWorld().Validate(json, null).Where(issue => issue.IsError).ToList();
        var error = Assert.Single(errors);
        Assert.Equal((place, key), (error.Expression, error.Key));
    }

    [Fact]
    public void Periods_of_different_precision_are_no_fault() =>
        new ProfileWorld().Accepts(
            """{"resourceType":"Patient","name":[{"period":{"start":"2020-05","end":"2020"}}]}""", null);

    [Fact]
    public void A_missing_narrative_is_told_only_where_best_practices_count()
    {
        var world = new ProfileWorld { Settings = new() };
        world.Refuses("""{"resourceType":"Patient","active":true}""", "Patient", "dom-6", IssueSeverity.Warning,
            profile: null);
        new ProfileWorld().Accepts("""{"resourceType":"Patient","active":true}""", null);
    }

    private static ProfileWorld World(string severity, string expression) => ProfileWorld.Of("Patient", $$$"""
        {"id":"Patient","path":"Patient","constraint":
          [{"key":"x-1","severity":"{{{severity}}}","human":"People say so","expression":"{{{expression}}}"}]}
        """);

    private static string Contained(string name) => $$$"""
        {"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o","name":"{{{name}}}"}],
         "managingOrganization":{"reference":"#o"}}
        """;
}

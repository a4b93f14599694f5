using Havel.Fhir.Issues;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Validation;

public sealed class ReferenceTests
{
    private const string Organizations = """
        {"id":"Patient.generalPractitioner","path":"Patient.generalPractitioner","type":[{"code":"Reference",
         "targetProfile":["http://hl7.org/fhir/StructureDefinition/Organization"]}]}
        """;

    private const string Profiled = """
        {"id":"Patient.managingOrganization","path":"Patient.managingOrganization","type":[{"code":"Reference",
         "targetProfile":["http://x.test/org"]}]}
        """;

    [Fact]
    public void R4_names_the_types_a_reference_may_point_to() =>
        new ProfileWorld()
            .Accepts("""{"resourceType":"Patient","managingOrganization":{"reference":"Organization/1"}}""", null)
            .Refuses("""{"resourceType":"Patient","managingOrganization":{"reference":"Practitioner/1"}}""",
                "Patient.managingOrganization", "Organization is expected here, and this is one to Practitioner",
                profile: null);

    [Fact]
    public void A_profile_may_narrow_the_types() =>
        ProfileWorld.Of("Patient", Organizations)
            .Accepts("""
            {"resourceType":"Patient","generalPractitioner":[{"reference":"http://s.org/Organization/1"}]}
            """)
            .Accepts("""{"resourceType":"Patient","generalPractitioner":[{"display":"x"}]}""")
            .Refuses("""{"resourceType":"Patient","generalPractitioner":[{"reference":"Practitioner/1"}]}""",
                "Patient.generalPractitioner[0]", "Expected a reference to Organization and found one to Practitioner");

    [Fact]
    public void The_stated_type_counts_where_there_is_no_address() =>
        ProfileWorld.Of("Patient", Organizations)
            .Refuses("""{"resourceType":"Patient","generalPractitioner":[{"type":"Practitioner","display":"x"}]}""",
                "Patient.generalPractitioner[0]", "found one to Practitioner");

    [Fact]
    public void A_contained_target_meets_its_profile() =>
        Organization()
            .Accepts(Contained("\"name\":\"O\""))
            .Refuses(Contained("\"identifier\":[{\"value\":\"1\"}]"), "Patient.managingOrganization",
                "meets none of the profiles http://x.test/org");

    [Fact]
    public void A_target_in_the_same_bundle_meets_its_profile() =>
        Organization()
            .Accepts(Bundle("urn:uuid:0e2f2b4c-64b1-4f0c-8bd4-6e6ba21a3c5c", "\"name\":\"O\""), null)
            .Refuses(Bundle("urn:uuid:0e2f2b4c-64b1-4f0c-8bd4-6e6ba21a3c5c", "\"identifier\":[{\"value\":\"1\"}]"),
                "Bundle.entry[0].resource.managingOrganization", "http://x.test/org", profile: null);

    [Fact]
    public void A_target_out_of_reach_is_not_judged() =>
        Organization().Accepts(
            """{"resourceType":"Patient","managingOrganization":{"reference":"Organization/1"}}""");

    [Fact]
    public void The_resolver_brings_targets_into_reach()
    {
        var world = Organization();
        var target = Profile.Parse("""{"resourceType":"Organization","identifier":[{"value":"1"}]}"""u8.ToArray()).Root;
        world.Settings = world.Settings with { Resolver = address => address == "Organization/1" ? target : default };
        world.Refuses("""{"resourceType":"Patient","managingOrganization":{"reference":"Organization/1"}}""",
            "Patient.managingOrganization", "http://x.test/org");
    }

    [Theory]
    [InlineData("contained", "Organization/1", "contained and found one that is somewhere else")]
    [InlineData("referenced", "#o", "somewhere else and found one that is contained")]
    public void The_way_to_the_target_may_be_prescribed(string aggregation, string reference, string words) =>
        ProfileWorld.Of("Patient", $$$"""
            {"id":"Patient.managingOrganization","path":"Patient.managingOrganization","type":[{"code":"Reference",
             "targetProfile":["http://hl7.org/fhir/StructureDefinition/Organization"],
             "aggregation":["{{{aggregation}}}"]}]}
            """)
            .Refuses(reference[0] == '#'
                    ? Contained("\"name\":\"O\"")
                    : $$$"""{"resourceType":"Patient","managingOrganization":{"reference":"{{{reference}}}"}}""",
                "Patient.managingOrganization.reference", words);

    [Fact]
    public void A_reference_may_have_to_name_a_version() =>
        ProfileWorld.Of("Patient", """
            {"id":"Patient.managingOrganization","path":"Patient.managingOrganization","type":[{"code":"Reference",
             "versioning":"specific"}]}
            """)
            .Accepts("""{"resourceType":"Patient","managingOrganization":{"reference":"Organization/1/_history/2"}}""")
            .Refuses("""{"resourceType":"Patient","managingOrganization":{"reference":"Organization/1"}}""",
                "Patient.managingOrganization.reference", "must name a version");

    [Theory]
    [InlineData(
        """{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o","name":"O"}]}""",
        "dom-3")]
    [InlineData(
        """{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o","name":"O","met"""
        + """a":{"versionId":"1"}}],"managingOrganization":{"reference":"#o"}}""",
        "dom-4")]
    [InlineData(
        """{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o","name":"O","met"""
        + """a":{"security":[{"code":"x"}]}}],"managingOrganization":{"reference":"#o"}}""",
        "dom-5")]
    [InlineData(
        """{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o","name":"O","con"""
        + """tained":[{"resourceType":"Basic","id":"b","code":{"text":"x"},"subject":{"reference":"#o"}}]}]"""
        + ""","managingOrganization":{"reference":"#o"}}""",
        "dom-2")]
    public void Contained_resources_have_their_rules(string json, string key) =>
        Assert.Contains(new ProfileWorld().Validate(json, null), issue => issue.IsError && issue.Key == key);

    [Theory]
    [InlineData("Practioner/1", "no resource type of R4")]
    [InlineData("Organization/a_b", "no possible id")]
    public void A_reference_to_what_cannot_be_there_is_a_warning(string reference, string words) =>
        new ProfileWorld().Refuses($$$"""
            {"resourceType":"Patient","managingOrganization":{"reference":"{{{reference}}}"} }
            """, "Patient.managingOrganization.reference", words, IssueSeverity.Warning, profile: null);

    [Fact]
    public void A_contained_resource_that_refers_to_its_container_is_in_use() =>
        new ProfileWorld().Accepts("""
            {"resourceType":"Patient","contained":[{"resourceType":"Basic","id":"b","code":{"text":"x"},
              "subject":{"reference":"#"}}]}
            """, null);

    private static ProfileWorld Organization() => ProfileWorld.Of("Patient", Profiled)
        .With("http://x.test/org", "Organization", """{"id":"Organization.name","path":"Organization.name","min":1}""");

    private static string Contained(string organization) => $$$"""
        {"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o",{{{organization}}} }],
         "managingOrganization":{"reference":"#o"}}
        """;

    private static string Bundle(string address, string organization) => $$$"""
        {"resourceType":"Bundle","type":"collection","entry":[
          {"fullUrl":"urn:uuid:7a1c0c3e-5d1e-4f9c-b5a5-111111111111","resource":{"resourceType":"Patient",
           "meta":{"profile":["http://x.test/p"]},"managingOrganization":{"reference":"{{{address}}}"} } },
          {"fullUrl":"{{{address}}}","resource":{"resourceType":"Organization",{{{organization}}} } }]}
        """;
}

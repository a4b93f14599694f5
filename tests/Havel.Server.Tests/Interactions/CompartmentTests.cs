using Xunit;

namespace Havel.Server.Tests.Interactions;

public sealed class CompartmentTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task All_types_of_a_compartment_are_searched_at_once()
    {
        await Fill("a");
        var all = await _system.Get("Patient/a-pat/*");
        Assert.Equal(200, all.Status);
        Assert.Equal(
            ["Encounter/a-enc", "Observation/a-obs1", "Observation/a-obs2", "Patient/a-pat", "RelatedPerson/a-rel"],
            all.Ids.Order());
        Assert.Equal($"{HavelHost.Base}/Patient/a-pat/*", all.Link("self"));
        Assert.Equal(5, (await _system.Get("Patient/a-pat/*?_summary=count")).Total);
        Assert.Equal(2, (await _system.Get("Patient/a-pat/*?_type=Observation")).Total);
        Assert.Equal(["Patient/a-pat"], (await _system.Get("Patient/a-pat/*?_id=a-pat")).Ids);

        var joined = new List<string>();
        for (var next = "Patient/a-pat/*?_count=2"; next is not null;)
        {
            var page = await _system.Get(next);
            joined.AddRange(page.Ids);
            next = page.Link("next");
        }

        Assert.Equal(all.Ids, joined);
    }

    [Theory]
    [InlineData("Encounter/b-enc", 2)]
    [InlineData("Practitioner/b-doc", 1)]
    [InlineData("Device/b-dev", 1)]
    [InlineData("RelatedPerson/b-rel", 1)]
    [InlineData("Patient/b-pat", 2)]
    public async Task Every_compartment_is_searched_by_its_owner(string owner, int observations)
    {
        await Fill("b");
        Assert.Equal(observations, (await _system.Get($"{owner}/Observation")).Total);
        Assert.Equal(1, (await _system.Get($"{owner}/Observation?code=http://loinc.org|8867-4")).Total);
        Assert.Equal(1, (await _system.Search($"{owner}/Observation/_search", "code=8867-4")).Total);
        var types = (await _system.Get($"{owner}/*")).Ids;
        Assert.Equal(observations, types.Count(id => id.StartsWith("Observation/", StringComparison.Ordinal)));
        Assert.Contains(owner, types);
    }

    [Fact]
    public async Task A_hidden_owner_and_a_missing_one_have_the_same_empty_answer()
    {
        await Fill("c");
        await _system.Store("""
            {"resourceType":"Consent","id":"c-shut","status":"active","scope":{"coding":[{"system":
            "http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},"category":[{"coding":[
            {"system":"http://loinc.org","code":"59284-0"}]}],"patient":{"reference":"Patient/c-pat"},"policyRule":{
            "coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTOUT"}]}}
            """);
        var doctor = fixture.Host.AsPractitioner("elsewhere", "other-house");
        foreach (var tail in (string[])["*", "Observation", "*?_summary=count", "Observation?_sort=-date&_count=1"])
        {
            foreach (var (hidden, missing) in ((string, string)[])[("Patient/c-pat", "Patient/no-one"),
                ("Encounter/c-enc", "Encounter/no-one"), ("RelatedPerson/c-rel", "RelatedPerson/no-one")])
            {
                var first = await doctor.Get($"{hidden}/{tail}");
                var second = await doctor.Get($"{missing}/{tail}");
                Assert.True((await _system.Get($"{hidden}/{tail}")).Total > 0, "There is something to hide.");
                Assert.Equal(200, first.Status);
                Assert.Equal(0, first.Total);
                Assert.Equal(second.Text.Replace(missing, hidden, StringComparison.Ordinal), first.Text);
            }
        }
    }

    [Theory]
    [InlineData("Patient/x/Organization")]
    [InlineData("Organization/x/Observation")]
    [InlineData("Organization/x/*")]
    [InlineData("Patient/x/*/y")]
    [InlineData("Patient/x/Colour")]
    public async Task What_lies_in_no_compartment_is_no_path(string path) =>
        Assert.Equal(404, (await _system.Get(path)).Status);

    [Fact]
    public async Task Metadata_names_all_compartments()
    {
        var rest = (await _system.Get("metadata")).Json.GetProperty("rest")[0];
        Assert.Equal(
            ["device", "encounter", "patient", "practitioner", "relatedperson"],
            rest.GetProperty("compartment").EnumerateArray().Select(url => url.GetString()!.Split('/')[^1]).Order());
    }

    private async Task Fill(string prefix)
    {
        string[] resources =
        [
            """{"resourceType":"Patient","id":"#-pat"}""",
            """{"resourceType":"Practitioner","id":"#-doc"}""",
            """{"resourceType":"Device","id":"#-dev"}""",
            """{"resourceType":"RelatedPerson","id":"#-rel","patient":{"reference":"Patient/#-pat"}}""",
            """
            {"resourceType":"Encounter","id":"#-enc","status":"finished","class":{"code":"AMB"},
             "subject":{"reference":"Patient/#-pat"}}
            """,
            """
            {"resourceType":"Observation","id":"#-obs1","status":"final","device":{"reference":"Device/#-dev"},
             "code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},
             "subject":{"reference":"Patient/#-pat"},"encounter":{"reference":"Encounter/#-enc"},
             "performer":[{"reference":"Practitioner/#-doc"},{"reference":"RelatedPerson/#-rel"}]}
            """,
            """
            {"resourceType":"Observation","id":"#-obs2","status":"final","code":{"text":"other"},
             "subject":{"reference":"Patient/#-pat"},"encounter":{"reference":"Encounter/#-enc"}}
            """,
        ];
        foreach (var resource in resources)
            await _system.Store(resource.Replace("#", prefix, StringComparison.Ordinal));
    }
}

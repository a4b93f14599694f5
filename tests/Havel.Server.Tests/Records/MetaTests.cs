using Xunit;

namespace Havel.Server.Tests.Records;

/// <summary>Source: https://hl7.org/fhir/R4/resource-operation-meta-add.html.</summary>
public sealed class MetaTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string ActCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task A_tag_that_is_added_is_found_and_one_that_is_taken_away_is_not_and_no_version_is_made()
    {
        await _system.Store("""{"resourceType":"Patient","id":"m1","meta":{"tag":[{"code":"old"}]},"active":true}""");
        var added = await _system.Post("Patient/m1/$meta-add", Change("""{"tag":[{"system":"urn:t","code":"new"}]}"""));
        Assert.Equal(200, added.Status);
        Assert.Equal("return", added.Json.GetProperty("parameter")[0].GetProperty("name").GetString());
        Assert.Equal(["Patient/m1"], (await _system.Get("Patient?_tag=urn:t|new")).Ids);

        var read = await _system.Get("Patient/m1");
        Assert.Equal("W/\"1\"", read.Header("ETag"));
        Assert.Equal(2, read.Json.GetProperty("meta").GetProperty("tag").GetArrayLength());
        Assert.Equal(1, (await _system.Get("Patient/m1/_history")).Total);

        var again = await _system.Post("Patient/m1/$meta-add", Change("""{"tag":[{"system":"urn:t","code":"new"}]}"""));
        Assert.Equal(added.Text, again.Text);
        var taken = await _system.Post("Patient/m1/$meta-delete", Change("""{"tag":[{"code":"old"}]}"""));
        Assert.Equal(200, taken.Status);
        Assert.Empty((await _system.Get("Patient?_tag=old")).Ids);
        Assert.DoesNotContain("\"old\"", (await _system.Get("Patient/m1")).Text);
    }

    [Fact]
    public async Task A_label_closes_the_version_it_is_put_on_as_soon_as_it_is_acknowledged()
    {
        await _system.Store("""{"resourceType":"Organization","id":"org-m"}""");
        await _system.Store("""{"resourceType":"Practitioner","id":"dr-m"}""");
        await _system.Store("""{"resourceType":"Patient","id":"m2"}""");
        await _system.Store($$"""
            {"resourceType":"Consent","id":"m2-says","status":"active","patient":{"reference":"Patient/m2"},
            "scope":{"coding":[{
            "system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
            "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
            "policyRule":{"text":"x"},
            "provision":{"type":"deny","securityLabel":[{"system":"{{ActCode}}","code":"HIV"}]} }
            """);
        const string Observation = """
            {"resourceType":"Observation","id":"m2-o","status":"final","code":{"text":"x"},
            "subject":{"reference":"Patient/m2"} }
            """;
        await _system.Store(Observation);
        await _system.Store(Observation.Replace("final", "amended"));
        var doctor = fixture.Host.AsPractitioner("dr-m", "org-m");
        Assert.Equal(200, (await doctor.Get("Observation/m2-o/_history/1")).Status);

        var label = Change($$"""{"security":[{"system":"{{ActCode}}","code":"HIV"}]}""");
        Assert.Equal(200, (await _system.Post("Observation/m2-o/_history/1/$meta-add", label)).Status);
        Assert.Equal(404, (await doctor.Get("Observation/m2-o/_history/1")).Status);
        Assert.Equal(200, (await doctor.Get("Observation/m2-o")).Status);

        Assert.Equal(200, (await _system.Post("Observation/m2-o/$meta-add", label)).Status);
        Assert.Equal(404, (await doctor.Get("Observation/m2-o")).Status);
        Assert.Equal(0, (await doctor.Get("Observation?patient=m2&_total=accurate")).Total);
        Assert.DoesNotContain("HIV", (await doctor.Get("$meta")).Text);
        Assert.Contains("HIV", (await _system.Get("$meta")).Text);
        Assert.Contains("HIV", (await _system.Get("Observation/$meta")).Text);

        Assert.Equal(200, (await _system.Post("Observation/m2-o/$meta-delete", label)).Status);
        Assert.Equal(200, (await doctor.Get("Observation/m2-o")).Status);
        var grant = fixture.Host.Deployment.Background("test", "checks the store");
        Assert.Empty(fixture.Host.Deployment.Store.Check(grant).Faults);
    }

    [Fact]
    public async Task What_is_no_meta_is_refused()
    {
        await _system.Store("""{"resourceType":"Patient","id":"m3"}""");
        Assert.Equal(400, (await _system.Post("Patient/m3/$meta-add", Change("""{"tagg":[]}"""))).Status);
        Assert.Equal(400, (await _system.Post("Patient/m3/$meta-add", """{"resourceType":"Parameters"}""")).Status);
        Assert.Equal(405, (await _system.Get("Patient/m3/$meta-add")).Status);
        Assert.Equal(404, (await _system.Post("Patient/nope/$meta-add", Change("""{"tag":[{"code":"x"}]}"""))).Status);
        Assert.Equal(404, (await _system.Get("Patient/m3/_history/9/$meta")).Status);
    }

    private static string Change(string meta) =>
        $$"""{"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{{meta}} }]}""";
}

using Xunit;

namespace Havel.Server.Tests.Records;

/// <summary>Source: https://hl7.org/fhir/R4/composition-operation-document.html.</summary>
public sealed class DocumentTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task A_document_has_the_composition_first_and_all_it_leads_to_and_is_valid()
    {
        await Fill();
        var answer = await _system.Get("Composition/letter/$document");
        Assert.Equal(200, answer.Status);
        Assert.Equal("document", answer.Json.GetProperty("type").GetString());
        Assert.StartsWith("urn:uuid:", answer.Json.GetProperty("identifier").GetProperty("value").GetString());
        Assert.Equal("Composition/letter", answer.Ids[0]);
        string[] expected =
            ["Composition/letter", "Observation/found", "Organization/clinic", "Patient/pat", "Practitioner/author"];
        Assert.Equal(expected, answer.Ids.Order(StringComparer.Ordinal));
        var judged = await _system.Post("Bundle/$validate", answer.Text);
        Assert.DoesNotContain("\"error\"", judged.Text);
    }

    [Fact]
    public async Task It_is_stored_where_that_is_asked_for()
    {
        await Fill();
        Assert.Equal(405, (await _system.Get("Composition/letter/$document?persist=true")).Status);
        var stored = await _system.Post("Composition/$document?id=letter&persist=true", "");
        Assert.Equal(201, stored.Status);
        var id = stored.Json.GetProperty("id").GetString();
        Assert.Equal(200, (await _system.Get("Bundle/" + id)).Status);
        Assert.Equal(404, (await _system.Get("Composition/nope/$document")).Status);
        Assert.Equal(400, (await _system.Get("Composition/$document")).Status);
    }

    private async Task Fill()
    {
        await _system.Store("""{"resourceType":"Organization","id":"clinic","name":"Clinic"}""");
        await _system.Store("""{"resourceType":"Practitioner","id":"author"}""");
        await _system.Store("""
            {"resourceType":"Patient","id":"pat","managingOrganization":{"reference":"Organization/clinic"} }
            """);
        await _system.Store("""
            {"resourceType":"Observation","id":"found","status":"final","code":{"text":"x"},
            "subject":{"reference":"Patient/pat"} }
            """);
        await _system.Store("""
            {"resourceType":"Composition","id":"letter","status":"final","type":{"text":"Letter"},"date":"2024-05-06",
            "title":"Letter","subject":{"reference":"Patient/pat"},"author":[{"reference":"Practitioner/author"}],
            "section":[{"title":"s","entry":[{"reference":"Observation/found"}]}]}
            """);
    }
}

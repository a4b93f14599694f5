using Xunit;

namespace Havel.Server.Tests.Records;

/// <summary>Source: https://hl7.org/fhir/R4/patient-operation-everything.html.</summary>
public sealed class EverythingTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task Everything_is_the_compartment_and_the_directory_it_leads_to_each_once_over_all_pages()
    {
        await Fill("a");
        var whole = await _system.Get("Patient/a/$everything");
        Assert.Equal(200, whole.Status);
        string[] expected =
        [
            "Encounter/a-enc", "Observation/a-o1", "Observation/a-o2", "Observation/a-o3", "Organization/a-org",
            "Organization/a-top", "Patient/a", "Practitioner/a-dr",
        ];
        Assert.Equal(expected, whole.Ids.Order(StringComparer.Ordinal));
        Assert.Equal("include", Mode(whole, "Practitioner/a-dr"));
        Assert.Equal("match", Mode(whole, "Patient/a"));
        for (var count = 1; count <= 9; count++)
            Assert.Equal(whole.Ids, await Walk($"Patient/a/$everything?_count={count}", count));
    }

    [Fact]
    public async Task Types_times_and_care_dates_narrow_it()
    {
        await Fill("b");
        Assert.Equal(["Patient/b"], (await _system.Get("Patient/b/$everything?_type=Patient")).Ids);
        Assert.Equal(["Practitioner/b-dr"], (await _system.Get("Patient/b/$everything?_type=Practitioner")).Ids);
        Assert.Empty((await _system.Get("Patient/b/$everything?_since=2099-01-01")).Ids);
        var care = await _system.Get("Patient/b/$everything?start=2024-02&end=2024-02-20&_type=Observation,Encounter");
        Assert.Equal(["Encounter/b-enc", "Observation/b-o2"], care.Ids.Order(StringComparer.Ordinal));
        Assert.Equal(400, (await _system.Get("Patient/b/$everything?_type=Nonsense")).Status);
        Assert.Equal(400, (await _system.Get("Patient/b/$everything?code=x")).Status);
        Assert.Equal(400, (await _system.Get("Patient/b/$everything?start=x")).Status);
        Assert.Equal(404, (await _system.Get("Patient/nobody/$everything")).Status);
    }

    [Fact]
    public async Task Of_an_encounter_it_has_the_patient_and_what_was_done()
    {
        await Fill("c");
        var whole = await _system.Get("Encounter/c-enc/$everything");
        string[] expected =
        [
            "Encounter/c-enc", "Observation/c-o1", "Organization/c-org", "Organization/c-top", "Patient/c",
            "Practitioner/c-dr",
        ];
        Assert.Equal(expected, whole.Ids.Order(StringComparer.Ordinal));
        Assert.Equal(whole.Ids, await Walk("Encounter/c-enc/$everything?_count=1", 1));
    }

    [Fact]
    public async Task Of_all_patients_it_pages_through_every_type_and_the_directory()
    {
        await Fill("d");
        var whole = await _system.Get("Patient/$everything");
        Assert.Contains("Patient/d", whole.Ids);
        Assert.Contains("Observation/d-o3", whole.Ids);
        Assert.Contains("Organization/d-top", whole.Ids);
        Assert.Equal(whole.Ids.Count, whole.Ids.Distinct().Count());
        Assert.Equal(whole.Ids, await Walk("Patient/$everything?_count=3", 3));
    }

    [Fact]
    public async Task A_page_serves_its_caller_and_its_query_alone()
    {
        await Fill("e");
        var next = (await _system.Get("Patient/e/$everything?_count=2")).Link("next")!;
        Assert.Equal(400, (await _system.Get(next.Replace("_count=2", "_count=3"))).Status);
        Assert.Equal(400, (await _system.Get(next.Replace("Patient/e", "Patient/x"))).Status);
        var other = fixture.Host.AsPractitioner("dr-x", "org-x");
        Assert.Equal(400, (await other.Get(next)).Status);
    }

    private static string Mode(HavelAnswer answer, string name) => answer.Entries
        .First(entry => entry.GetProperty("fullUrl").GetString()!.EndsWith(name, StringComparison.Ordinal))
        .GetProperty("search").GetProperty("mode").GetString()!;

    private async Task<List<string>> Walk(string path, int count)
    {
        var ids = new List<string>();
        for (string? next = path; next is not null;)
        {
            var page = await _system.Get(next);
            Assert.Equal(200, page.Status);
            Assert.InRange(page.Ids.Count, 1, count);
            ids.AddRange(page.Ids);
            next = page.Link("next");
        }

        return ids;
    }

    private async Task Fill(string p)
    {
        await _system.Store($$"""{"resourceType":"Organization","id":"{{p}}-top"}""");
        await _system.Store($$"""
            {"resourceType":"Organization","id":"{{p}}-org","partOf":{"reference":"Organization/{{p}}-top"} }
            """);
        await _system.Store($$"""{"resourceType":"Practitioner","id":"{{p}}-dr"}""");
        await _system.Store($$"""{"resourceType":"Practitioner","id":"{{p}}-unnamed"}""");
        await _system.Store($$"""
            {"resourceType":"Patient","id":"{{p}}","managingOrganization":{"reference":"Organization/{{p}}-org"} }
            """);
        await _system.Store($$"""
            {"resourceType":"Encounter","id":"{{p}}-enc","status":"finished","class":{"code":"IMP"},
            "subject":{"reference":"Patient/{{p}}"} ,"period":{"start":"2024-01-15","end":"2024-02-03"} }
            """);
        for (var i = 1; i <= 3; i++)
        {
            var encounter = i == 1 ? $$""" "encounter":{"reference":"Encounter/{{p}}-enc"}, """ : "";
            await _system.Store($$"""
                {"resourceType":"Observation","id":"{{p}}-o{{i}}","status":"final","code":{"text":"x"},{{encounter}}
                "subject":{"reference":"Patient/{{p}}"},"effectiveDateTime":"2024-0{{i}}-10",
                "performer":[{"reference":"Practitioner/{{p}}-dr"} ]}
                """);
        }
    }
}

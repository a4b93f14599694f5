using System.Diagnostics;
using Xunit;

namespace Havel.Server.Tests.Records;

/// <summary>Source: General Data Protection Regulation, Article 17.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    /// <summary>Stands in names, ids, addresses, texts and Consents of the patient, and nowhere else.</summary>
    private const string Trace = "Qwyxzvukl";

    private HavelHost _host = null!;
    private HavelClient _system = null!;

    public async Task InitializeAsync()
    {
        _host = await HavelHost.Start();
        _system = _host.AsSystem();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Of_an_erased_record_no_byte_is_left_in_any_file()
    {
        await Fill();
        Assert.NotEmpty(FilesWithTrace());
        var erased = await _system.Post($"Patient/{Trace}/$expunge?scope=record", "");
        Assert.True(erased.Status == 200, erased.Text);
        Assert.Contains("\"left\"", erased.Text);
        Assert.Contains("Group/both", erased.Text);

        Assert.Equal(404, (await _system.Get($"Patient/{Trace}")).Status);
        Assert.Equal(404, (await _system.Get($"Observation/{Trace}-7/_history/1")).Status);
        await _system.Store("""{"resourceType":"Group","id":"both","type":"person","actual":true}""");
        Assert.Equal(200, (await _system.Post("Group/both/$expunge", "")).Status);
        Assert.Empty(FilesWithTrace());

        // What others say in the same words stays findable by them.
        Assert.Equal(["Observation/others"], (await _system.Get("Observation?code:text=gemeinsam")).Ids);
        Assert.Equal(["Observation/others"], (await _system.Get("Observation?_text=allgemein")).Ids);
        Assert.Equal(0, (await _system.Get($"Observation?code:text={Trace}")).Total);
        Assert.Equal(0, (await _system.Get($"Observation?_text={Trace}")).Total);

        var grant = _host.Deployment.Background("test", "checks the store");
        Assert.Empty(_host.Deployment.Store.Check(grant).Faults);
        Assert.Equal(200, (await _system.Get("Patient/other")).Status);
        var record = await _system.Get("AuditEvent?type=destroy");
        Assert.Equal(2, record.Entries.Count);
        await _host.Restart();
        Assert.Empty(FilesWithTrace());
    }

    [Fact]
    public async Task One_resource_one_version_or_all_older_versions_go_and_the_rest_stays()
    {
        for (var i = 0; i < 4; i++)
            await _system.Store($$"""{"resourceType":"Patient","id":"v","name":[{"family":"{{Trace}}{{i}}"}]}""");

        Assert.Equal(409, (await _system.Post("Patient/v/_history/4/$expunge", "")).Status);
        Assert.Equal(404, (await _system.Post("Patient/v/_history/9/$expunge", "")).Status);
        Assert.Equal(200, (await _system.Post("Patient/v/_history/2/$expunge", "")).Status);
        Assert.Equal(404, (await _system.Get("Patient/v/_history/2")).Status);
        Assert.Equal(200, (await _system.Get("Patient/v/_history/1")).Status);
        Assert.Equal(200, (await _system.Post("Patient/v/$expunge?scope=versions", "")).Status);
        Assert.Equal(1, (await _system.Get("Patient/v/_history")).Total);
        Assert.Equal(200, (await _system.Get("Patient/v")).Status);
        Assert.Equal(400, (await _system.Post("Patient/v/$expunge?scope=all", "")).Status);
        Assert.Equal(200, (await _system.Post("Patient/v/$expunge", "")).Status);
        Assert.Equal(404, (await _system.Get("Patient/v")).Status);
        Assert.Empty(FilesWithTrace());
        await _system.Store("""{"resourceType":"Patient","id":"v"}""");
        Assert.Equal("W/\"1\"", (await _system.Get("Patient/v")).Header("ETag"));
    }

    [Fact]
    public async Task Only_the_deployment_erases()
    {
        await _system.Store("""{"resourceType":"Patient","id":"w"}""");
        var patient = _host.AsPatient("w");
        Assert.Equal(403, (await patient.Post("Patient/w/$expunge", "")).Status);
        Assert.Equal(403, (await _host.AsPractitioner("a", "b").Post("Patient/none/$expunge", "")).Status);
        Assert.Equal(405, (await _system.Get("Patient/w/$expunge")).Status);
    }

    private async Task Fill()
    {
        await _system.Store("""{"resourceType":"Patient","id":"other","name":[{"family":"Other"}]}""");
        await _system.Store($$"""
            {"resourceType":"Patient","id":"{{Trace}}","name":[{"family":"{{Trace}}"}],
            "link":[{"type":"seealso","other":{"reference":"Patient/other"} }]}
            """);
        foreach (var (id, patient, word) in ((string, string, string)[])
            [("others", "other", "allgemein"), ($"{Trace}-text", Trace, $"allgemein {Trace}")])
        {
            await _system.Store($$"""
                {"resourceType":"Observation","id":"{{id}}","status":"final",
                "subject":{"reference":"Patient/{{patient}}"},
                "text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">{{word}}</div>"},
                "code":{"text":"gemeinsam","coding":[{"display":"{{word}}"}]},
                "contained":[{"resourceType":"Device","id":"{{word.Split(' ')[^1]}}"}]}
                """);
        }

        for (var i = 0; i < 40; i++)
        {
            for (var version = 0; version < 3; version++)
            {
                await _system.Store($$"""
                    {"resourceType":"Observation","id":"{{Trace}}-{{i}}","status":"final",
                    "meta":{"profile":["urn:{{Trace}}:{{version}}"]},"code":{"text":"{{Trace}} {{version}}"},
                    "subject":{"reference":"Patient/{{Trace}}"},
                    "note":[{"text":"{{new string('x', i * 300)}} {{Trace}}"}]}
                    """);
            }
        }

        await _system.Delete($"Observation/{Trace}-3");
        await _system.Store($$"""
            {"resourceType":"Consent","id":"says","status":"active","patient":{"reference":"Patient/{{Trace}}"},
            "scope":{"coding":[{
            "system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
            "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],"policyRule":{"text":"x"},
            "provision":{"type":"deny","data":[{"meaning":"instance",
            "reference":{"reference":"Observation/{{Trace}}-5"} }]} }
            """);
        await _system.Store($$"""
            {"resourceType":"Provenance","id":"prov","recorded":"2024-01-01T00:00:00Z",
            "target":[{"reference":"Observation/{{Trace}}-5"}],"agent":[{"who":{"display":"{{Trace}}"} }]}
            """);
        await _system.Store($$"""
            {"resourceType":"Group","id":"both","type":"person","actual":true,"member":[
            {"entity":{"reference":"Patient/{{Trace}}"} },{"entity":{"reference":"Patient/other"} }]}
            """);
    }

    /// <summary>By another process: one that opens and closes SQLite's files within this one would drop its
    /// locks.</summary>
    private List<string> FilesWithTrace()
    {
        using var grep = Process.Start(new ProcessStartInfo("grep", ["-rlaiF", Trace, _host.Folder])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var found = grep.StandardOutput.ReadToEnd();
        grep.WaitForExit();
        return [.. found.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}

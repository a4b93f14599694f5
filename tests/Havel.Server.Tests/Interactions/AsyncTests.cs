using Xunit;

namespace Havel.Server.Tests.Interactions;

/// <summary>Source: https://hl7.org/fhir/R4/async.html.</summary>
public sealed class AsyncTests : IAsyncLifetime
{
    private static readonly (string, string) Later = ("Prefer", "respond-async");

    private HavelHost _host = null!;
    private HavelClient _system = null!;

    public async Task InitializeAsync()
    {
        _host = await HavelHost.Start();
        _system = _host.AsSystem();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_search_an_operation_and_a_batch_are_answered_later()
    {
        await _system.Store("""{"resourceType":"Patient","id":"a1"}""");
        const string Batch = """
            {"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"GET","url":"Patient/a1"} }]}
            """;
        foreach (var path in (string[])["Patient?_id=a1", "Patient/a1/$everything", ""])
        {
            var accepted = path.Length == 0
                ? await _system.Post("", Batch, Later) : await _system.Get(path, Later);
            Assert.Equal(202, accepted.Status);
            var done = await Await(_system, accepted.Header("Content-Location")!);
            Assert.Equal("batch-response", done.Json.GetProperty("type").GetString());
            Assert.Contains("\"a1\"", done.Text);
        }
    }

    [Fact]
    public async Task Nobody_else_gets_an_answer_and_what_is_deleted_is_gone()
    {
        var status = (await _system.Get("Patient", Later)).Header("Content-Location")!;
        Assert.Equal(404, (await _host.AsPatient("x").Get(status)).Status);
        Assert.Equal(404, (await _host.AsPatient("x").Delete(status)).Status);
        await Await(_system, status);
        Assert.Equal(202, (await _system.Delete(status)).Status);
        Assert.Equal(404, (await _system.Get(status)).Status);
    }

    [Fact]
    public async Task A_no_holds_for_answers_that_have_not_been_fetched()
    {
        await _system.Store("""{"resourceType":"Patient","id":"p"}""");
        await _system.Store("""
            {"resourceType":"Observation","id":"secret","status":"final","code":{"text":"x"},
            "subject":{"reference":"Patient/p"} }
            """);
        var doctor = _host.AsPractitioner("dr", "org");
        var status = (await doctor.Get("Observation?patient=p", Later)).Header("Content-Location")!;
        Assert.Contains("secret", (await Await(doctor, status)).Text);
        await _system.Store("""
            {"resourceType":"Consent","id":"no","status":"active","patient":{"reference":"Patient/p"},
            "scope":{"coding":[{
            "system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
            "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],"policyRule":{"text":"x"},
            "provision":{"type":"deny"} }
            """);
        Assert.DoesNotContain("secret", (await doctor.Get(status)).Text);
        Assert.DoesNotContain("secret", (await Await(doctor, status)).Text);
    }

    [Fact]
    public async Task A_restart_loses_no_request()
    {
        await _system.Store("""{"resourceType":"Patient","id":"r1"}""");
        var status = (await _system.Get("Patient?_id=r1", Later)).Header("Content-Location")!;
        await _host.Restart();
        Assert.Contains("\"r1\"", (await Await(_host.AsSystem(), status)).Text);
    }

    [Fact]
    public async Task Nobody_has_more_than_a_stated_number()
    {
        var patient = _host.AsPatient("many");
        for (var i = 0; i < Limits.MaxJobs; i++)
            Assert.Equal(202, (await patient.Get("Patient", Later)).Status);

        Assert.Equal(429, (await patient.Get("Patient", Later)).Status);
        Assert.Equal(202, (await _system.Get("Patient", Later)).Status);
    }

    private static async Task<HavelAnswer> Await(HavelClient client, string status)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            var answer = await client.Get(status);
            if (answer.Status != 202)
            {
                Assert.Equal(200, answer.Status);
                return answer;
            }

            Assert.NotNull(answer.Header("X-Progress"));
            await Task.Delay(25);
        }

        throw new TimeoutException(status);
    }
}

using System.Text;
using Xunit;

namespace Havel.Server.Tests.Http;

/// <summary>What HTTP and FHIR say of paths, methods and forms. Source: https://hl7.org/fhir/R4/http.html.</summary>
public sealed class RestTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Theory]
    [InlineData("Patient", "GET, HEAD, POST, PUT, PATCH, DELETE")]
    [InlineData("Patient/1", "GET, HEAD, PUT, PATCH, DELETE")]
    [InlineData("Patient/1/_history", "GET, HEAD")]
    [InlineData("Patient/_search", "POST")]
    [InlineData("", "GET, HEAD, POST")]
    public async Task What_a_path_takes_is_told_to_whoever_asks(string path, string allow)
    {
        var options = await _system.Send(HttpMethod.Options, path, null);
        Assert.Equal(204, options.Status);
        Assert.Equal(allow, options.Header("Allow"));
        var wrong = await _system.Send(new HttpMethod("PROPFIND"), path, null);
        Assert.Equal(405, wrong.Status);
        Assert.Equal(allow, wrong.Header("Allow"));
    }

    [Fact]
    public async Task Escapes_and_slashes_at_the_end_change_no_path()
    {
        await _system.Store("""{"resourceType":"Patient","id":"esc-1"}""");
        Assert.Equal(200, (await _system.Get("Patient/esc%2D1")).Status);
        Assert.Equal(200, (await _system.Get("Patient/esc-1/")).Status);
        Assert.Equal(200, (await _system.Get("%50atient/esc-1/_history/1")).Status);
        Assert.Equal(404, (await _system.Get("Patient%2Fesc-1")).Status);
        Assert.Equal(404, (await _system.Get("Patient/esc%zz")).Status);
    }

    [Fact]
    public async Task Pretty_is_the_same_json_set_out()
    {
        await _system.Store("""{"resourceType":"Patient","id":"pretty","name":[{"family":"Müller"}]}""");
        var plain = await _system.Get("Patient/pretty");
        var pretty = await _system.Get("Patient/pretty?_pretty=true");
        Assert.Contains("\n  \"resourceType\": \"Patient\"", pretty.Text, StringComparison.Ordinal);
        Assert.Contains("Müller", pretty.Text, StringComparison.Ordinal);
        Assert.Equal(plain.Json.ToString(), Squeeze(pretty.Text));
        Assert.Contains("\n", (await _system.Get("Patient?_pretty=true&_id=pretty")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conditional_read_sends_nothing_new()
    {
        await _system.Store("""{"resourceType":"Patient","id":"since"}""");
        Assert.Equal(304, (await _system.Get(
            "Patient/since", ("If-Modified-Since", "Tue, 01 Jun 2027 12:00:00 GMT"))).Status);
        Assert.Equal(200, (await _system.Get(
            "Patient/since", ("If-Modified-Since", "Mon, 01 Jun 2020 12:00:00 GMT"))).Status);
        Assert.Equal(304, (await _system.Get("Patient/since", ("If-None-Match", "*"))).Status);
    }

    [Theory]
    [InlineData("return=minimal", 0)]
    [InlineData("return=representation", 1)]
    [InlineData("return=OperationOutcome", 2)]
    public async Task A_write_answers_as_preferred(string prefer, int kind)
    {
        var answer = await _system.Post("Patient", """{"resourceType":"Patient"}""", ("Prefer", prefer));
        Assert.Equal(201, answer.Status);
        Assert.NotNull(answer.Header("Location"));
        string[] starts = ["", "{\"resourceType\":\"Patient\"", "{\"resourceType\":\"OperationOutcome\""];
        Assert.Equal(kind == 0, answer.Body.Length == 0);
        Assert.StartsWith(starts[kind], answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_version_is_gone_and_older_ones_stay()
    {
        await _system.Store("""{"resourceType":"Patient","id":"del"}""");
        await _system.Delete("Patient/del");
        Assert.Equal(410, (await _system.Get("Patient/del")).Status);
        Assert.Equal(410, (await _system.Get("Patient/del/_history/2")).Status);
        Assert.Equal(200, (await _system.Get("Patient/del/_history/1")).Status);
        Assert.Equal(404, (await _system.Get("Patient/del/_history/3")).Status);
    }

    private static string Squeeze(string pretty)
    {
        var squeezed = new StringBuilder();
        foreach (var line in pretty.Split('\n'))
            squeezed.Append(line.Trim().Replace("\": ", "\":", StringComparison.Ordinal));

        return squeezed.ToString();
    }
}

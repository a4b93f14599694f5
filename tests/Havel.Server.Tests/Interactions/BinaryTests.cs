using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Havel.Server.Tests.Interactions;

/// <summary>A Binary as bytes. Source: https://hl7.org/fhir/R4/binary.html#rest.</summary>
public sealed class BinaryTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task Bytes_come_back_as_they_were_sent()
    {
        await _system.Store("""{"resourceType":"Patient","id":"bin"}""");
        byte[] bytes = [0, 1, 2, 255, 10, 13];
        var sent = await _system.Send(
            HttpMethod.Post, "Binary", Content(bytes, "application/pdf"), ("X-Security-Context", "Patient/bin"));
        Assert.Equal(201, sent.Status);
        var id = sent.Json.GetProperty("id").GetString();

        var raw = await _system.Get($"Binary/{id}", ("Accept", "application/pdf"));
        Assert.Equal(200, raw.Status);
        Assert.Equal(bytes, raw.Body);
        Assert.Equal("application/pdf", raw.Header("Content-Type"));
        Assert.Equal("Patient/bin", raw.Header("X-Security-Context"));
        Assert.Equal("nosniff", raw.Header("X-Content-Type-Options"));
        Assert.Equal("W/\"1\"", raw.Header("ETag"));

        var resource = await _system.Get($"Binary/{id}", ("Accept", "application/fhir+json"));
        Assert.Equal("application/pdf", resource.Json.GetProperty("contentType").GetString());
        Assert.Equal(304, (await _system.Get(
            $"Binary/{id}", ("Accept", "application/pdf"), ("If-None-Match", "W/\"1\""))).Status);
        Assert.Empty((await _system.Head($"Binary/{id}", ("Accept", "application/pdf"))).Body);
    }

    [Fact]
    public async Task Bytes_are_put_under_an_id_and_old_versions_read()
    {
        foreach (var text in (string[])["one", "two"])
        {
            var put = await _system.Send(
                HttpMethod.Put, "Binary/text", Content(Encoding.UTF8.GetBytes(text), "text/plain"));
            Assert.True(put.Status is 200 or 201, put.Text);
        }

        Assert.Equal("two", (await _system.Get("Binary/text", ("Accept", "text/plain"))).Text);
        Assert.Equal("one", (await _system.Get("Binary/text/_history/1", ("Accept", "text/plain"))).Text);
    }

    [Fact]
    public async Task Whose_a_binary_is_decides_who_reads_its_bytes()
    {
        await _system.Store("""{"resourceType":"Patient","id":"own"}""");
        await _system.Send(
            HttpMethod.Put, "Binary/own", Content([1], "application/pdf"), ("X-Security-Context", "Patient/own"));
        var stranger = fixture.Host.AsPatient("stranger");
        var refused = await stranger.Get("Binary/own", ("Accept", "application/pdf"));
        var missing = await stranger.Get("Binary/none", ("Accept", "application/pdf"));
        Assert.Equal(404, refused.Status);
        Assert.Equal(missing.Body, refused.Body);
        Assert.Equal(200, (await fixture.Host.AsPatient("own").Get(
            "Binary/own", ("Accept", "application/pdf"))).Status);
    }

    [Fact]
    public async Task Other_resources_are_not_acceptable_as_bytes() =>
        Assert.Equal(406, (await _system.Get("Patient/bin", ("Accept", "application/pdf"))).Status);

    private static ByteArrayContent Content(byte[] bytes, string type) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
}

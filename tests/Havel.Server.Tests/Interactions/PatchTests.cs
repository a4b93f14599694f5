using Xunit;

namespace Havel.Server.Tests.Interactions;

/// <summary>PATCH in its three forms. Source: https://hl7.org/fhir/R4/http.html#patch.</summary>
public sealed class PatchTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task A_json_patch_makes_a_version_that_history_calls_a_patch()
    {
        await Store("json");
        var answer = await _system.Patch("Patient/json", Replace("female"));
        Assert.Equal(200, answer.Status);
        Assert.Equal("W/\"2\"", answer.Header("ETag"));
        Assert.Equal("female", answer.Json.GetProperty("gender").GetString());

        var newest = (await _system.Get("Patient/json/_history")).Entries[0];
        Assert.Equal("PATCH", newest.GetProperty("request").GetProperty("method").GetString());
        Assert.Equal("Patient/json", newest.GetProperty("request").GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("application/fhir+json")]
    [InlineData("application/json")]
    public async Task A_fhirpath_patch_is_a_parameters_resource(string mediaType)
    {
        await Store("path");
        var answer = await _system.Patch("Patient/path", mediaType, """
            {"resourceType":"Parameters","parameter":[{"name":"operation","part":[
            {"name":"type","valueCode":"replace"},{"name":"path","valueString":"Patient.gender"},
            {"name":"value","valueCode":"other"}]}]}
            """);
        Assert.Equal(200, answer.Status);
        Assert.Equal("other", answer.Json.GetProperty("gender").GetString());
    }

    [Fact]
    public async Task A_fhirpath_patch_may_be_xml()
    {
        await Store("path-xml");
        var answer = await _system.Patch("Patient/path-xml", "application/fhir+xml", """
            <Parameters xmlns="http://hl7.org/fhir"><parameter><name value="operation"/>
            <part><name value="type"/><valueCode value="delete"/></part>
            <part><name value="path"/><valueString value="Patient.gender"/></part></parameter></Parameters>
            """);
        Assert.Equal(200, answer.Status);
        Assert.False(answer.Json.TryGetProperty("gender", out _));
    }

    [Fact]
    public async Task An_xml_patch_works_on_the_xml()
    {
        await Store("xml");
        var answer = await _system.Patch("Patient/xml", "application/xml-patch+xml", """
            <diff xmlns:f="http://hl7.org/fhir"><replace sel="f:Patient/f:gender/@value">other</replace></diff>
            """);
        Assert.Equal(200, answer.Status);
        Assert.Equal("other", answer.Json.GetProperty("gender").GetString());
    }

    [Fact]
    public async Task A_patch_of_another_kind_is_told_which_there_are()
    {
        await Store("kind");
        var answer = await _system.Patch("Patient/kind", "text/plain", "x");
        Assert.Equal(415, answer.Status);
        Assert.Contains("application/json-patch+json", answer.Header("Accept-Patch"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_may_be_demanded()
    {
        await Store("match");
        Assert.Equal(412, (await _system.Patch("Patient/match", Replace("male"), ("If-Match", "W/\"2\""))).Status);
        Assert.Equal(200, (await _system.Patch("Patient/match", Replace("male"), ("If-Match", "W/\"1\""))).Status);
    }

    [Fact]
    public async Task Broken_patches_and_patches_that_do_not_fit_are_told_apart()
    {
        await Store("faults");
        Assert.Equal(400, (await _system.Patch("Patient/faults", "{}")).Status);
        var missing = await _system.Patch("Patient/faults", """[{"op":"remove","path":"/photo"}]""");
        Assert.Equal(422, missing.Status);
        Assert.Contains("Operation 1 of the patch (remove /photo)", missing.Diagnostics, StringComparison.Ordinal);
        var test = await _system.Patch("Patient/faults", """[{"op":"test","path":"/gender","value":"other"}]""");
        Assert.Equal(422, test.Status);
        Assert.Equal("W/\"1\"", (await _system.Get("Patient/faults")).Header("ETag"));
    }

    [Theory]
    [InlineData("""[{"op":"replace","path":"/gender","value":"nonsense"}]""")]
    [InlineData("""[{"op":"replace","path":"/id","value":"other"}]""")]
    [InlineData("""[{"op":"replace","path":"/resourceType","value":"Person"}]""")]
    [InlineData("""[{"op":"add","path":"/unheardOf","value":1}]""")]
    public async Task What_a_patch_leaves_has_to_be_that_resource_and_valid(string patch)
    {
        await Store("valid");
        Assert.Equal(422, (await _system.Patch("Patient/valid", patch)).Status);
    }

    [Fact]
    public async Task Versions_and_times_are_not_patched()
    {
        await Store("meta");
        var answer = await _system.Patch(
            "Patient/meta", """[{"op":"replace","path":"/meta/versionId","value":"99"}]""");
        Assert.Equal(200, answer.Status);
        Assert.Equal("2", answer.Json.GetProperty("meta").GetProperty("versionId").GetString());
    }

    [Fact]
    public async Task What_is_missing_or_deleted_is_not_patched()
    {
        Assert.Equal(404, (await _system.Patch("Patient/nobody", Replace("male"))).Status);
        await Store("gone");
        await _system.Delete("Patient/gone");
        Assert.Equal(410, (await _system.Patch("Patient/gone", Replace("male"))).Status);
    }

    [Fact]
    public async Task Patches_at_once_are_all_applied()
    {
        await Store("race");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => _system.Patch(
            "Patient/race",
            $$"""[{"op":"add","path":"/name/-","value":{"family":"N{{i}}"} }]""")));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(13, (await _system.Get("Patient/race")).Json.GetProperty("name").GetArrayLength());
    }

    private static string Replace(string gender) => $$"""[{"op":"replace","path":"/gender","value":"{{gender}}"}]""";

    private Task<HavelAnswer> Store(string id) => _system.Store(
        $$"""{"resourceType":"Patient","id":"{{id}}","gender":"unknown","name":[{"family":"First"}]}""");
}

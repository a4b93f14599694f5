using Xunit;

namespace Havel.Server.Tests.Interactions;

public sealed class CrudTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task A_created_resource_is_read_as_it_was_sent_with_id_and_meta()
    {
        var created = await _system.Post(
            "Patient", """{"resourceType":"Patient","active":true,"name":[{"family":"Köhler"}]}""");
        Assert.Equal(201, created.Status);
        Assert.Equal("W/\"1\"", created.Header("ETag"));
        var id = created.Json.GetProperty("id").GetString();
        Assert.Equal($"{HavelHost.Base}/Patient/{id}/_history/1", created.Header("Location"));

        var read = await _system.Get($"Patient/{id}");
        Assert.Equal(200, read.Status);
        Assert.Equal(created.Body, read.Body);
        Assert.Equal("1", read.Json.GetProperty("meta").GetProperty("versionId").GetString());
        Assert.Equal("application/fhir+json; charset=utf-8", read.Header("Content-Type"));
        Assert.Equal("Mon, 01 Jun 2026 12:00:00 GMT", read.Header("Last-Modified"));
    }

    [Fact]
    public async Task The_id_of_a_create_is_the_servers_own()
    {
        var created = await _system.Post("Patient", """{"resourceType":"Patient","id":"mine"}""");
        Assert.NotEqual("mine", created.Json.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_head_has_the_headers_of_a_get_and_no_body()
    {
        await _system.Store("""{"resourceType":"Patient","id":"head"}""");
        var get = await _system.Get("Patient/head");
        var head = await _system.Head("Patient/head");
        Assert.Equal(get.Status, head.Status);
        Assert.Empty(head.Body);
        Assert.Equal(get.Header("ETag"), head.Header("ETag"));
        Assert.Equal(get.Header("Content-Length"), head.Header("Content-Length"));
    }

    [Fact]
    public async Task What_the_client_has_already_is_not_sent_again()
    {
        await _system.Store("""{"resourceType":"Patient","id":"etag"}""");
        var known = await _system.Get("Patient/etag", ("If-None-Match", "W/\"1\""));
        Assert.Equal(304, known.Status);
        Assert.Empty(known.Body);
        Assert.Equal(200, (await _system.Get("Patient/etag", ("If-None-Match", "W/\"2\""))).Status);
    }

    [Fact]
    public async Task An_update_makes_a_version_and_the_old_one_stays()
    {
        await _system.Store("""{"resourceType":"Patient","id":"upd","gender":"male"}""");
        var updated = await _system.Put("Patient/upd", """{"resourceType":"Patient","id":"upd","gender":"female"}""");
        Assert.Equal(200, updated.Status);
        Assert.Equal("W/\"2\"", updated.Header("ETag"));
        Assert.Contains("\"male\"", (await _system.Get("Patient/upd/_history/1")).Text);
        Assert.Contains("female", (await _system.Get("Patient/upd/_history/2")).Text);
        Assert.Equal(404, (await _system.Get("Patient/upd/_history/3")).Status);
        Assert.Equal(404, (await _system.Get("Patient/upd/_history/x")).Status);
    }

    [Fact]
    public async Task If_match_guards_an_update()
    {
        const string Body = """{"resourceType":"Patient","id":"match"}""";
        await _system.Store(Body);
        Assert.Equal(412, (await _system.Put("Patient/match", Body, ("If-Match", "W/\"7\""))).Status);
        Assert.Equal(400, (await _system.Put("Patient/match", Body, ("If-Match", "W/\"x\""))).Status);
        Assert.True((await _system.Put("Patient/match", Body, ("If-Match", "W/\"1\""))).Status is 200);
    }

    [Fact]
    public async Task A_body_must_have_the_id_and_type_of_the_url()
    {
        Assert.Equal(400, (await _system.Put("Patient/a1", """{"resourceType":"Patient","id":"a2"}""")).Status);
        Assert.Equal(400, (await _system.Put("Patient/a1", """{"resourceType":"Patient"}""")).Status);
        Assert.Equal(400, (await _system.Post("Patient", """{"resourceType":"Basic","code":{"text":"x"}}""")).Status);
    }

    [Fact]
    public async Task A_deleted_resource_is_gone_and_its_history_stays()
    {
        await _system.Store("""{"resourceType":"Patient","id":"del"}""");
        Assert.Equal(204, (await _system.Delete("Patient/del")).Status);
        Assert.Equal(410, (await _system.Get("Patient/del")).Status);
        Assert.Equal(200, (await _system.Get("Patient/del/_history/1")).Status);
        var history = await _system.Get("Patient/del/_history");
        Assert.Equal(2, history.Total);
        Assert.Equal("DELETE", history.Entries[0].GetProperty("request").GetProperty("method").GetString());
        Assert.Equal(404, (await _system.Delete("Patient/never")).Status);
    }

    [Fact]
    public async Task Only_a_system_brings_its_own_ids()
    {
        var doctor = fixture.Host.AsPractitioner("dr", "charite");
        Assert.Equal(404, (await doctor.Put("Patient/own", """{"resourceType":"Patient","id":"own"}""")).Status);
        Assert.Equal(404, (await _system.Get("Patient/own")).Status);
    }

    [Fact]
    public async Task Prefer_chooses_what_a_write_answers_with()
    {
        const string Body = """{"resourceType":"Patient"}""";
        Assert.Empty((await _system.Post("Patient", Body, ("Prefer", "return=minimal"))).Body);
        var outcome = await _system.Post("Patient", Body, ("Prefer", "return=OperationOutcome"));
        Assert.Equal("OperationOutcome", outcome.Json.GetProperty("resourceType").GetString());
    }

    [Fact]
    public async Task A_conditional_create_finds_what_is_there()
    {
        const string Body = """{"resourceType":"Patient","identifier":[{"system":"urn:x","value":"4711"}]}""";
        var condition = ("If-None-Exist", "identifier=urn:x|4711");
        var first = await _system.Post("Patient", Body, condition);
        var second = await _system.Post("Patient", Body, condition);
        Assert.Equal(201, first.Status);
        Assert.Equal(200, second.Status);
        Assert.Equal(first.Header("Location"), second.Header("Location"));
        await _system.Post("Patient", Body);
        Assert.Equal(412, (await _system.Post("Patient", Body, condition)).Status);
    }

    [Fact]
    public async Task References_under_the_own_base_are_stored_relative()
    {
        var created = await _system.Post("Observation", $$"""
            {"resourceType":"Observation","status":"final","code":{"text":"x"},
             "subject":{"reference":"{{HavelHost.Base}}/Patient/abs"} }
            """);
        Assert.Equal(201, created.Status);
        Assert.Equal("Patient/abs", created.Json.GetProperty("subject").GetProperty("reference").GetString());
    }
}

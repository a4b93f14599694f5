using Havel.Server.Writes;
using Xunit;

namespace Havel.Server.Tests.Interactions;

/// <summary>Conditional update and delete. Source: https://hl7.org/fhir/R4/http.html#cond-update.</summary>
public sealed class ConditionalTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task No_match_and_no_id_makes_a_resource()
    {
        var answer = await _system.Put("Patient?identifier=urn:t|none", Named("none"));
        Assert.Equal(201, answer.Status);
        Assert.Equal("W/\"1\"", answer.Header("ETag"));
        Assert.Equal(1, (await _system.Get("Patient?identifier=urn:t|none")).Total);
    }

    [Fact]
    public async Task No_match_and_an_id_makes_the_resource_under_that_id()
    {
        var answer = await _system.Put("Patient?identifier=urn:t|own", Named("own", id: "own-id"));
        Assert.Equal(201, answer.Status);
        Assert.Equal("own-id", answer.Json.GetProperty("id").GetString());
    }

    [Fact]
    public async Task One_match_is_updated_with_or_without_its_id()
    {
        await _system.Store(Named("one", id: "one"));
        Assert.Equal(200, (await _system.Put("Patient?identifier=urn:t|one", Named("one", "male"))).Status);
        var second = await _system.Put("Patient?identifier=urn:t|one", Named("one", "female", "one"));
        Assert.Equal(200, second.Status);
        Assert.Equal("one", second.Json.GetProperty("id").GetString());
        Assert.Equal("W/\"3\"", second.Header("ETag"));
    }

    [Fact]
    public async Task One_match_and_another_id_is_refused()
    {
        await _system.Store(Named("two", id: "two"));
        Assert.Equal(400, (await _system.Put("Patient?identifier=urn:t|two", Named("two", id: "three"))).Status);
    }

    [Fact]
    public async Task No_match_and_an_id_in_use_is_a_conflict()
    {
        await _system.Store(Named("used", id: "used"));
        Assert.Equal(409, (await _system.Put("Patient?identifier=urn:t|unused", Named("x", id: "used"))).Status);
        Assert.Equal("W/\"1\"", (await _system.Get("Patient/used")).Header("ETag"));
    }

    [Fact]
    public async Task Several_matches_are_refused()
    {
        await _system.Store(Named("twin", id: "twin-a"));
        await _system.Store(Named("twin", id: "twin-b"));
        Assert.Equal(412, (await _system.Put("Patient?identifier=urn:t|twin", Named("twin"))).Status);
        Assert.Equal(412, (await _system.Delete("Patient?identifier=urn:t|twin")).Status);
        Assert.Equal(412, (await _system.Patch("Patient?identifier=urn:t|twin", Gender("male"))).Status);
    }

    [Fact]
    public async Task The_match_must_be_of_the_version_that_is_named()
    {
        await _system.Store(Named("ver", id: "ver"));
        var stale = await _system.Put("Patient?identifier=urn:t|ver", Named("ver"), ("If-Match", "W/\"7\""));
        Assert.Equal(412, stale.Status);
        var right = await _system.Put("Patient?identifier=urn:t|ver", Named("ver"), ("If-Match", "W/\"1\""));
        Assert.Equal(200, right.Status);
        var none = await _system.Put("Patient?identifier=urn:t|nover", Named("nover"), ("If-Match", "W/\"1\""));
        Assert.Equal(412, none.Status);
    }

    [Fact]
    public async Task A_condition_that_says_nothing_is_refused()
    {
        Assert.Equal(400, (await _system.Put("Patient", Named("x"))).Status);
        Assert.Equal(400, (await _system.Delete("Patient?_format=json")).Status);
        Assert.Equal(400, (await _system.Delete("Patient?unheard-of=1")).Status);
    }

    [Fact]
    public async Task A_conditional_delete_takes_the_one_match()
    {
        await _system.Store(Named("del", id: "del"));
        Assert.Equal(204, (await _system.Delete("Patient?identifier=urn:t|del")).Status);
        Assert.Equal(410, (await _system.Get("Patient/del")).Status);
        Assert.Equal(204, (await _system.Delete("Patient?identifier=urn:t|del")).Status);
    }

    [Fact]
    public async Task A_conditional_patch_changes_the_one_match()
    {
        await _system.Store(Named("pat", id: "pat"));
        var answer = await _system.Patch("Patient?identifier=urn:t|pat", Gender("male"));
        Assert.Equal(200, answer.Status);
        Assert.Equal("male", answer.Json.GetProperty("gender").GetString());
        Assert.Equal(404, (await _system.Patch("Patient?identifier=urn:t|nopat", Gender("male"))).Status);
    }

    [Fact]
    public async Task Conditional_writes_at_once_make_one_resource()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16)
            .Select(i => _system.Put("Patient?identifier=urn:t|race", Named("race", i % 2 == 0 ? "male" : "female"))));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 201, answer.Text));
        Assert.Equal(1, (await _system.Get("Patient?identifier=urn:t|race")).Total);
        var versions = answers.Select(answer => answer.Header("ETag")).Distinct().Count();
        Assert.Equal(16, versions);
    }

    [Fact]
    public async Task Conditional_creates_at_once_make_one_resource()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            _system.Post("Patient", Named("once"), ("If-None-Exist", "identifier=urn:t|once"))));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(15, answers.Count(answer => answer.Status == 200));
    }

    [Fact]
    public async Task All_matches_go_where_the_operator_allows_it()
    {
        await using var host = await HavelHost.Start(new HavelHostOptions
        {
            Writes = new WritePolicy { ConditionalDelete = MatchPolicy.Multiple },
        });
        var system = host.AsSystem();
        for (var i = 0; i < 5; i++)
            await system.Store(Named("many", id: "many-" + i));

        var answer = await system.Delete("Patient?identifier=urn:t|many", ("Prefer", "return=OperationOutcome"));
        Assert.Equal(200, answer.Status);
        Assert.Contains("5 resources", answer.Diagnostics, StringComparison.Ordinal);
        Assert.Equal(0, (await system.Get("Patient")).Total);
    }

    [Fact]
    public async Task No_conditional_delete_happens_where_the_operator_has_switched_it_off()
    {
        await using var host = await HavelHost.Start(new HavelHostOptions
        {
            Writes = new WritePolicy { ConditionalDelete = MatchPolicy.None, UpdateCreates = false },
        });
        var answer = await host.AsSystem().Delete("Patient?identifier=urn:t|many");
        Assert.Equal(405, answer.Status);
        Assert.Equal("GET, HEAD, POST, PUT, PATCH", answer.Header("Allow"));
        Assert.Equal(405, (await host.AsSystem().Put("Patient/new", Named("new", id: "new"))).Status);
        Assert.Equal(404, (await host.AsSystem().Put("Patient?identifier=urn:t|n", Named("n", id: "n"))).Status);
    }

    [Fact]
    public async Task What_a_put_may_not_replace_and_what_must_be_there_is_said_by_stars()
    {
        Assert.Equal(201, (await _system.Put("Patient/star", Named("s", id: "star"), ("If-None-Match", "*"))).Status);
        Assert.Equal(412, (await _system.Put("Patient/star", Named("s", id: "star"), ("If-None-Match", "*"))).Status);
        Assert.Equal(200, (await _system.Put("Patient/star", Named("s", id: "star"), ("If-Match", "*"))).Status);
        Assert.Equal(404, (await _system.Put("Patient/nostar", Named("s", id: "nostar"), ("If-Match", "*"))).Status);
    }

    private static string Gender(string gender) => $$"""[{"op":"add","path":"/gender","value":"{{gender}}"}]""";

    private static string Named(string value, string gender = "unknown", string? id = null) => $$"""
        {"resourceType":"Patient"{{(id is null ? "" : $",\"id\":\"{id}\"")}},"gender":"{{gender}}",
        "identifier":[{"system":"urn:t","value":"{{value}}"}]}
        """;
}

using Xunit;

namespace Havel.Server.Tests.Interactions;

/// <summary>Searches that ask terminology, over HTTP with the real engine.</summary>
public sealed class TermSearchTests : IAsyncLifetime
{
    private const string System = "http://example.org/CodeSystem/animals";
    private const string Set = "http://example.org/ValueSet/birds";

    private HavelHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await HavelHost.Start();
        var system = _host.AsSystem();
        await system.Store($$"""
            {"resourceType":"CodeSystem","id":"animals","url":"{{System}}","status":"active","content":"complete",
             "hierarchyMeaning":"is-a","concept":[{"code":"animal","concept":[{"code":"bird","concept":
             [{"code":"owl"},{"code":"hen"}]},{"code":"fish"}]}]}
            """);
        await system.Store($$"""
            {"resourceType":"ValueSet","id":"birds","url":"{{Set}}","version":"2","status":"active","compose":
             {"include":[{"system":"{{System}}","filter":[{"property":"concept","op":"is-a","value":"bird"}]}]} }
            """);
        foreach (var code in new[] { "owl", "hen", "fish", "bird" })
            await system.Store(Observation(code, code));

        await system.Store("""
            {"resourceType":"Observation","id":"none","status":"final","code":{"text":"x"},
             "subject":{"reference":"Patient/p1"} }
            """);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("code:in=" + Set, "bird hen owl")]
    [InlineData("code:in=" + Set + "%7C2", "bird hen owl")]
    [InlineData("code:in=ValueSet/birds", "bird hen owl")]
    [InlineData("code:in=" + HavelHost.Base + "/ValueSet/birds", "bird hen owl")]
    [InlineData("code:not-in=" + Set, "fish none")]
    [InlineData("code:below=" + System + "%7Cbird", "bird hen owl")]
    [InlineData("code:above=" + System + "%7Cowl", "bird owl")]
    [InlineData("code:below=" + System + "%7Cfish," + System + "%7Chen", "fish hen")]
    public async Task Codes_are_found_by_what_their_system_and_value_sets_say(string query, string expected)
    {
        var found = (await _host.AsSystem().Get("Observation?" + query)).Ids;

        Assert.Equal(expected.Split(' '), found.Select(id => id.Split('/')[1]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("code:in=http://example.org/ValueSet/unknown")]
    [InlineData("code:not-in=http://example.org/ValueSet/unknown")]
    [InlineData("code:in=ValueSet/unknown")]
    [InlineData("code:in=" + Set + "%7C3")]
    [InlineData("code:below=http://example.org/unknown%7Cx")]
    [InlineData("code:below=owl")]
    [InlineData("date:in=" + Set)]
    public async Task What_is_not_known_is_refused(string query)
    {
        var answer = await _host.AsSystem().Get("Observation?" + query);

        Assert.Equal(400, answer.Status);
        Assert.NotEmpty(answer.Diagnostics);
    }

    [Fact]
    public async Task A_value_set_that_changes_finds_something_else_at_once()
    {
        await _host.AsSystem().Store($$"""
            {"resourceType":"ValueSet","id":"birds","url":"{{Set}}","version":"2","status":"active","compose":
             {"include":[{"system":"{{System}}","concept":[{"code":"fish"}]}]} }
            """);

        Assert.Equal(["Observation/fish"], (await _host.AsSystem().Get("Observation?code:in=" + Set)).Ids);
    }

    private static string Observation(string id, string code) => $$"""
        {"resourceType":"Observation","id":"{{id}}","status":"final","subject":{"reference":"Patient/p1"},
         "code":{"coding":[{"system":"{{System}}","code":"{{code}}"}]} }
        """;
}

using Xunit;

namespace Havel.Server.Tests.Interactions;

/// <summary>History with its parameters. Source: https://hl7.org/fhir/R4/http.html#history.</summary>
public sealed class HistoryTests
{
    [Fact]
    public async Task At_shows_what_was_current_then()
    {
        await using var host = await HavelHost.Start();
        var system = host.AsSystem();
        await system.Store("""{"resourceType":"Patient","id":"a","gender":"male"}""");
        host.Clock.Advance(TimeSpan.FromDays(1));
        await system.Store("""{"resourceType":"Patient","id":"a","gender":"female"}""");
        host.Clock.Advance(TimeSpan.FromDays(1));
        await system.Store("""{"resourceType":"Patient","id":"b"}""");
        await system.Delete("Patient/a");

        Assert.Equal(["1"], await Versions(system, "Patient/a/_history?_at=2026-06-01T13:00:00Z"));
        Assert.Equal(["2", "1"], await Versions(system, "Patient/a/_history?_at=2026-06-02"));
        Assert.Equal(["2"], await Versions(system, "Patient/a/_history?_at=2026-06-02T13:00:00Z"));
        Assert.Equal(["3", "1", "2"], await Versions(system, "Patient/_history?_at=2026-06-03"));
        Assert.Empty(await Versions(system, "_history?_at=2026-05"));
        Assert.Equal(2, (await system.Get("Patient/a/_history?_at=2026-06-02&_count=1")).Total);
    }

    [Fact]
    public async Task Sorted_from_the_oldest_the_pages_join_to_the_whole_backwards()
    {
        await using var host = await HavelHost.Start();
        var system = host.AsSystem();
        for (var i = 0; i < 7; i++)
        {
            await system.Store($$"""{"resourceType":"Patient","id":"p{{i % 3}}","birthDate":"20{{10 + i}}"}""");
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var newest = (await system.Get("_history?_count=100")).Ids;
        var oldest = new List<string>();
        for (var url = "Patient/_history?_sort=_lastUpdated&_count=2"; url is not null;)
        {
            var page = await system.Get(url);
            oldest.AddRange(page.Ids);
            url = page.Link("next");
        }

        Assert.Equal(newest.Reverse(), oldest);
        Assert.Equal(newest, (await system.Get("_history?_sort=-_lastUpdated&_count=100")).Ids);
        Assert.Equal(400, (await system.Get("_history?_sort=name")).Status);
    }

    [Fact]
    public async Task A_list_narrows_the_history_to_its_entries()
    {
        await using var host = await HavelHost.Start();
        var system = host.AsSystem();
        foreach (var id in (string[])["x", "y", "z"])
            await system.Store($$"""{"resourceType":"Patient","id":"{{id}}"}""");

        await system.Store("""
            {"resourceType":"List","id":"l","status":"current","mode":"working","entry":[
            {"item":{"reference":"Patient/z"}},{"item":{"reference":"Patient/x"}},{"item":{"reference":"Patient/q"}}]}
            """);
        Assert.Equal(["Patient/z", "Patient/x"], (await system.Get("_history?_list=l")).Ids);
        Assert.Equal(2, (await system.Get("Patient/_history?_list=l")).Total);
        Assert.Equal(0, (await system.Get("_history?_list=nope")).Total);
    }

    private static async Task<IEnumerable<string?>> Versions(HavelClient client, string url)
    {
        var answer = await client.Get(url);
        Assert.Equal(200, answer.Status);
        return answer.Entries.Select(entry => entry.GetProperty("response").GetProperty("etag").GetString()![3..^1]);
    }
}

using System.Text.Json;
using Havel.Server.Tests.TwoWorlds.Region;
using Havel.Server.Tests.TwoWorlds.Running;
using Xunit;

namespace Havel.Server.Tests.TwoWorlds;

/// <summary>The other half of the promise: what is permitted is there, all of it, at once. A server that hides
/// everything would pass every leak test and harm people.</summary>
[Collection(WorldsFixtureDefinition.Name)]
public sealed class CareTests(Stock stock)
{
    private const string Json = "Content-Type: application/fhir+json\r\n";

    /// <summary>A second after all writes, so that what bundles say of their own time is the same before and
    /// after.</summary>
    private const int Later = 70_000;

    private static int _moments = 50_000;

    public static TheoryData<bool> Regimes => [false, true];

    [Theory]
    [MemberData(nameof(Regimes))]
    public async Task Whom_nobody_shut_out_sees_everything(bool isOptIn)
    {
        var world = await stock.Find(HiddenKind.None, isOptIn);
        foreach (var type in History.Full.Select(step => step.Type).Where(type => type is not "Consent").Distinct())
        {
            var all = await Ids(world, Who.System, $"{type}?_count=1000");
            var seen = await Ids(world, Who.Permitted, $"{type}?_count=1000");

            Assert.NotEmpty(all);
            Assert.Equal(all, seen);
        }
    }

    [Fact]
    public async Task Every_page_but_the_last_is_full()
    {
        var world = await stock.Find(HiddenKind.None, isOptIn: false);
        foreach (var who in Who.Requesters.Where(who => !who.IsOptIn))
        {
            foreach (var count in (int[])[1, 2, 3, 5, 10])
            {
                var pages = await Pages(world, who, $"Observation?_count={count}");

                Assert.All(pages.SkipLast(1), page => Assert.Equal(count, page));
                Assert.InRange(pages[^1], 1, count);
            }
        }
    }

    [Fact]
    public async Task Pages_joined_are_the_whole_and_the_total_is_their_sum()
    {
        var world = await stock.Find(HiddenKind.None, isOptIn: false);
        foreach (var who in Who.Requesters.Where(who => !who.IsOptIn))
        {
            var whole = await Ids(world, who, "Observation?_count=1000");
            var joined = await Ids(world, who, "Observation?_count=3");
            using var counted = JsonDocument.Parse((await Get(world, who, "Observation?_summary=count")).Body);

            Assert.Equal(whole, joined);
            Assert.Equal(whole.Count, counted.RootElement.GetProperty("total").GetInt32());
        }
    }

    [Fact]
    public async Task A_denial_hides_all_from_the_next_request_on_and_its_withdrawal_gives_all_back()
    {
        await using var world = await stock.Copy(HiddenKind.None, isOptIn: false);
        string[] searches =
        [
            "Patient/p3", "Observation/obs-p3-1", "Observation/obs-p3-1/_history/1", "Observation/obs-p3-1/_history",
            "Observation?patient=p3&_total=accurate", "Patient?_has:Observation:patient:code=2339-0",
            "Patient?family=Schmidt",
            "Observation?subject:Patient.family=Schmidt", "Condition?_include=Condition:subject",
            "_history?_count=1000",
            "Patient/p3/Observation", "Patient?_summary=count", "Encounter?_sort=-date",
        ];
        foreach (var who in (Who[])[Who.Restricted, Who.Permitted])
        {
            var before = await Bodies(world, who, searches);
            await Say(world, "active");
            var during = await Bodies(world, who, searches);
            await Say(world, "inactive");
            var after = await Bodies(world, who, searches);

            if (who == Who.Restricted)
            {
                Assert.All(during, body => Assert.DoesNotContain("p3", body, StringComparison.Ordinal));
                Assert.All(before.Zip(during), pair => Assert.NotEqual(pair.First, pair.Second));
            }
            else
            {
                Assert.Equal(before, during);
            }

            Assert.Equal(before, after);
        }
    }

    [Fact]
    public async Task Who_registers_a_patient_and_writes_about_them_in_one_transaction_finds_both()
    {
        await using var world = await stock.Copy(HiddenKind.None, isOptIn: false);
        const string Bundle = """
            {"resourceType":"Bundle","type":"transaction","entry":[
            {"fullUrl":"urn:uuid:2","resource":{"resourceType":"Condition","subject":{"reference":"urn:uuid:1"},
            "code":{"text":"neu"}},"request":{"method":"POST","url":"Condition"}},
            {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","name":[{"family":"Neuland"}]},
            "request":{"method":"POST","url":"Patient"}}]}
            """;
        var answer = await world.Ask(Who.Restricted, Now(), "POST", "/fhir/", Json, Bundle);

        Assert.Equal(200, answer.Status);
        Assert.Single(await Ids(world, Who.Restricted, "Patient?family=Neuland"));
        Assert.Single(await Ids(world, Who.Restricted, "Condition?subject:Patient.family=Neuland"));
    }

    private static async Task Say(World world, string status)
    {
        var provision = $"\"provision\":[{Consents.Actors("deny", "Organization/hosp-a")}]";
        var body = Consents.Body("care-p3", "p3", Consents.Privacy, provision, status);
        var answer = await world.Ask(Who.System, Now(), "PUT", "/fhir/Consent/care-p3", Json, body);

        Assert.InRange(answer.Status, 200, 201);
    }

    private static async Task<List<string>> Bodies(World world, Who who, string[] searches)
    {
        var bodies = new List<string>();
        foreach (var search in searches)
        {
            // What a link repeats of the question is no answer.
            var answer = await world.Ask(who, new Moment(Later, Later), "GET", "/fhir/" + search);
            var self = "http://havel.test/fhir/" + search;
            bodies.Add($"{answer.Status} {answer.Text.Replace(self, "self", StringComparison.Ordinal)}");
        }

        return bodies;
    }

    private static async Task<List<string>> Ids(World world, Who who, string search)
    {
        var ids = new List<string>();
        await Walk(world, who, search, entries => ids.AddRange(
            entries.Select(entry => entry.GetProperty("resource").GetProperty("id").GetString()!)));
        return ids;
    }

    private static async Task<List<int>> Pages(World world, Who who, string search)
    {
        var pages = new List<int>();
        await Walk(world, who, search, entries => pages.Add(entries.Count));
        return pages;
    }

    private static async Task Walk(World world, Who who, string search, Action<List<JsonElement>> see)
    {
        string? target = search;
        while (target is not null)
        {
            var answer = await Get(world, who, target);
            using var bundle = JsonDocument.Parse(answer.Body);
            see(bundle.RootElement.TryGetProperty("entry", out var entries) ? [.. entries.EnumerateArray()] : []);
            target = bundle.RootElement.GetProperty("link").EnumerateArray()
                .Where(link => link.GetProperty("relation").GetString() is "next")
                .Select(link => link.GetProperty("url").GetString()!["http://havel.test/fhir/".Length..])
                .FirstOrDefault();
        }
    }

    private static Task<Answer> Get(World world, Who who, string target) =>
        world.Ask(who, Now(), "GET", "/fhir/" + target);

    private static Moment Now()
    {
        var moment = Interlocked.Increment(ref _moments);
        return new Moment(moment, moment);
    }
}

using Havel.Server.Tests.TwoWorlds.Probes;
using Havel.Server.Tests.TwoWorlds.Region;
using Havel.Server.Tests.TwoWorlds.Running;
using Havel.Server.Writes;
using Xunit;

namespace Havel.Server.Tests.TwoWorlds;

/// <summary>The promise: whoever may not see h gets, for every request, byte for byte what they would get had h never
/// been written. docs/two-worlds.md says how and what for.</summary>
[Collection(WorldsFixtureDefinition.Name)]
public sealed class TwoWorldTests(Stock stock)
{
    public static TheoryData<string, HiddenKind> Scenarios
    {
        get
        {
            var scenarios = new TheoryData<string, HiddenKind>();
            foreach (var who in Who.Requesters)
            {
                foreach (var kind in Kinds)
                    scenarios.Add(who.Name, kind);
            }

            return scenarios;
        }
    }

    public static TheoryData<string> Requesters => [.. Who.Requesters.Select(who => who.Name)];

    internal static IReadOnlyList<HiddenKind> Kinds { get; } =
        [HiddenKind.Resource, HiddenKind.Version, HiddenKind.Patient, HiddenKind.Several];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task No_read_tells_of_what_is_hidden(string requester, HiddenKind kind)
    {
        var who = Find(requester);
        stock.Prefetch(who, Kinds);
        var reads = await Task.WhenAll(stock.Read(who, HiddenKind.None), stock.Read(who, kind));

        AssertSame(reads[0], reads[1]);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task No_write_tells_of_what_is_hidden(string requester, HiddenKind kind)
    {
        var who = Find(requester);
        var writes = await Task.WhenAll(Write(who, HiddenKind.None), Write(who, kind));

        AssertSame(writes[0], writes[1]);
    }

    [Theory]
    [MemberData(nameof(Requesters))]
    public async Task No_write_tells_of_it_where_references_have_to_lead_somewhere(string requester)
    {
        var who = Find(requester);
        var strict = new WritePolicy
        {
            Integrity = IntegrityMode.Enforce,
            ConditionalDelete = MatchPolicy.Multiple,
        };
        var full = await Write(who, HiddenKind.None, strict);
        foreach (var kind in (HiddenKind[])[HiddenKind.Resource, HiddenKind.Patient])
            AssertSame(full, await Write(who, kind, strict));
    }

    [Theory]
    [MemberData(nameof(Requesters))]
    public async Task All_that_is_hidden_together_tells_nothing_either(string requester)
    {
        var who = Find(requester);
        var full = await stock.Find(HiddenKind.None, who.IsOptIn);
        var hidden = await HiddenFrom(full, who);
        await using var bare = await World.Make(History.Without(step => hidden.Contains(step.Path)), who.IsOptIn);
        var reads = await Task.WhenAll(stock.Read(who, HiddenKind.None), Transcript.Take(bare, who, Suite.Reading));

        Assert.NotEmpty(hidden);
        AssertSame(reads[0], reads[1]);
    }

    internal static Who Find(string requester) => Who.Requesters.Single(who => who.Name == requester);

    internal static void AssertSame(Transcript a, Transcript b)
    {
        var difference = Comparison.Describe(a, b);
        if (difference.Length > 0)
            Assert.Fail(difference);
    }

    private async Task<Transcript> Write(Who who, HiddenKind left, WritePolicy? writes = null)
    {
        await using var world = await stock.Copy(left, who.IsOptIn, writes);
        return await Transcript.Take(world, who, Suite.Writing);
    }

    private static async Task<HashSet<string>> HiddenFrom(World world, Who who)
    {
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in History.Full.Select(step => step.Path).Distinct())
        {
            var answer = await world.Ask(who, new Moment(1, 1), "GET", "/fhir/" + path);
            if (answer.Status == 404)
                hidden.Add(path);
        }

        return hidden;
    }
}

using Havel.Server.Tests.TwoWorlds.Probes;
using Havel.Server.Tests.TwoWorlds.Region;
using Havel.Server.Tests.TwoWorlds.Running;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Server.Tests.TwoWorlds;

/// <summary>The promise on PostgreSQL, and that both databases answer alike, byte for byte.</summary>
[Collection(WorldsFixtureDefinition.Name)]
public sealed class PostgresWorldTests(Stock embedded, PostgresStock stock) : IClassFixture<PostgresStock>
{
    public static TheoryData<string, HiddenKind> Scenarios => TwoWorldTests.Scenarios;

    public static TheoryData<string> Requesters => TwoWorldTests.Requesters;

    [PostgresTheory]
    [MemberData(nameof(Scenarios))]
    public async Task No_read_tells_of_what_is_hidden(string requester, HiddenKind kind)
    {
        var who = TwoWorldTests.Find(requester);
        TwoWorldTests.AssertSame(await Read(stock, who, HiddenKind.None), await Read(stock, who, kind));
    }

    [PostgresTheory]
    [MemberData(nameof(Requesters))]
    public async Task No_write_tells_of_what_is_hidden(string requester)
    {
        var who = TwoWorldTests.Find(requester);
        var full = await Write(who, HiddenKind.None);
        TwoWorldTests.AssertSame(full, await Write(who, HiddenKind.Patient));
    }

    [PostgresTheory]
    [MemberData(nameof(Requesters))]
    public async Task Both_databases_give_the_same_answers(string requester)
    {
        var who = TwoWorldTests.Find(requester);
        TwoWorldTests.AssertSame(
            await Read(embedded, who, HiddenKind.None), await Read(stock, who, HiddenKind.None));
    }

    // All questions take minutes on top of those the embedded database needs; a sample stands in for them unless a run
    // is for PostgreSQL alone (HAVEL_TEST_DATABASE=postgres).
    private static Task<Transcript> Read(Stock stock, Who who, HiddenKind left) =>
        Environment.GetEnvironmentVariable("HAVEL_TEST_DATABASE") is "postgres"
            ? stock.Read(who, left)
            : stock.Glance(who, left);

    private async Task<Transcript> Write(Who who, HiddenKind left)
    {
        await using var world = await stock.Copy(left, who.IsOptIn);
        return await Transcript.Take(world, who, Suite.Writing);
    }
}

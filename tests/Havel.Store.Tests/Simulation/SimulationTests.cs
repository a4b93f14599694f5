using Xunit;

namespace Havel.Store.Tests.Simulation;

/// <summary>Stores live through faults at points that a seed chooses, and are compared with what they acknowledged. A
/// longer run: <c>HAVEL_SIMULATION_ROUNDS=2000</c>, from another seed with <c>HAVEL_SIMULATION_SEED</c>.</summary>
public sealed class SimulationTests
{
    private const int Groups = 8;
    private const int Rounds = 208;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_was_acknowledged_outlives_every_fault(int first, int count)
    {
        var struck = 0;
        for (var seed = first; seed < first + count; seed++)
        {
            using var round = new SimulationRound(seed);
            try
            {
                struck += await round.RunAsync();
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"Seed {seed}, step {round.Step}: {fault.Message}", fault);
            }
        }

        // A simulator whose faults never fall on anything would hold nothing.
        Assert.True(struck >= count / 2, $"Only {struck} faults struck in {count} rounds.");
    }

    public static TheoryData<int, int> Seeds()
    {
        var rounds = Number("HAVEL_SIMULATION_ROUNDS", Rounds);
        var first = Number("HAVEL_SIMULATION_SEED", 1);
        var data = new TheoryData<int, int>();
        for (var group = 0; group < Groups; group++)
            data.Add(first + (group * rounds / Groups), ((group + 1) * rounds / Groups) - (group * rounds / Groups));

        return data;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : otherwise;
}

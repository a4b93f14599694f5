using FsCheck.Xunit;
using Havel.Consent.Callers;
using Havel.Consent.Decisions;
using Havel.Consent.Grants;
using Havel.Consent.Resources;
using Xunit;
using Xunit.Abstractions;

namespace Havel.Consent.Tests.Grants;

/// <summary>The machine against the specification: shape and guard must say of everything what the rule
/// says.</summary>
public sealed class ShapeAgreementTests(ITestOutputHelper output)
{
    [Property(MaxTest = 1_000)]
    public void Shape_and_guard_decide_as_the_rule_does(int seed) => Check(seed, []);

    [Fact]
    public void The_random_worlds_reach_every_rule_with_every_degree_of_certainty()
    {
        var reached = new Dictionary<string, int>();
        for (var seed = 1; seed <= 400; seed++)
            Check(seed, reached);

        foreach (var (rule, count) in reached.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            output.WriteLine($"{rule}: {count}");
        Assert.All(Enum.GetNames<DecidingRule>(), rule => Assert.True(reached.GetValueOrDefault(rule) >= 20, rule));
        Assert.True(reached["unsure"] >= 100);
        output.WriteLine($"triples: {reached.Where(pair => pair.Key != "unsure").Sum(pair => pair.Value)}");
    }

    private static void Check(int seed, Dictionary<string, int> reached)
    {
        var world = new World(seed);
        var patients = world.Patients();
        var resources = Enumerable.Range(0, 8)
            .Select(_ => (Facts: world.Facts(), Subject: world.Subject(patients)))
            .ToList();
        for (var request = 0; request < 6; request++)
        {
            var caller = world.Caller();
            var instant = world.Instant();
            var regime = world.Regime();
            var grant = new Grant(caller, Interaction.Read, instant, regime, "test");
            foreach (var (facts, subject) in resources)
            {
                var decision = DecisionRule.Decide(facts, subject, caller, instant, regime);
                var guard = GuardKey.Parse(GuardKey.Of(facts, subject.Owners).Bytes.Span);
                var reduction = grant.Reduce(subject);
                Assert.True(
                    decision.IsPermitted == reduction.Shape.Permits(guard),
                    $"seed {seed}: {decision} but {reduction.Shape} with {guard} for {caller} at {instant:O}, "
                    + $"{regime}, {facts}\n{string.Join('\n', world.Consents.SelectMany(lines => lines))}");
                Assert.True(reduction.ValidUntil > instant);
                Count(reached, decision);
            }
        }
    }

    private static void Count(Dictionary<string, int> reached, Decision decision)
    {
        var rule = decision.Rule.ToString();
        reached[rule] = reached.GetValueOrDefault(rule) + 1;
        if (decision.HasUnsupportedPart)
            reached["unsure"] = reached.GetValueOrDefault("unsure") + 1;
    }
}

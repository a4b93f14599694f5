using Havel.Store.Terminology;
using Xunit;

namespace Havel.Store.Tests.Terminology;

public sealed class HierarchyPlanTests
{
    [Theory]
    [InlineData(1, 40, 1.0)]
    [InlineData(2, 200, 1.5)]
    [InlineData(3, 300, 2.5)]
    [InlineData(4, 60, 4.0)]
    [InlineData(5, 500, 0.6)]
    public void Ranges_say_the_same_as_a_walk_over_the_parents(int seed, int count, double parentsEach)
    {
        var random = new Random(seed);
        var edges = new HashSet<(int Child, int Parent)>();
        for (var child = 1; child < count; child++)
        {
            for (var more = parentsEach; more > 0; more--)
            {
                if (more >= 1 || random.NextDouble() < more)
                    edges.Add((child, random.Next(child)));
            }
        }

        // Ordinals in the source follow no order of the hierarchy.
        var names = Enumerable.Range(0, count).ToArray();
        random.Shuffle(names);
        var shuffled = edges.Select(edge => (Child: names[edge.Child], Parent: names[edge.Parent])).Order().ToList();
        var plan = new HierarchyPlan(count, shuffled);
        Assert.Empty(plan.Build());
        Assert.Equal(Enumerable.Range(0, count), plan.Number.Order());

        var reach = new List<(int Ancestor, int Low, int High)>();
        plan.WriteReach((ancestor, low, high) => reach.Add((ancestor, low, high)));
        var above = Above(count, shuffled);
        for (var ordinal = 0; ordinal < count; ordinal++)
        {
            var number = plan.Number[ordinal];
            var below = Enumerable.Range(number + 1, plan.Last[ordinal] - number)
                .Concat(reach.Where(range => range.Ancestor == number)
                    .SelectMany(range => Enumerable.Range(range.Low, range.High - range.Low + 1)))
                .ToList();
            Assert.Equal(below.Count, below.Distinct().Count());
            var expected = Enumerable.Range(0, count).Where(other => above[other].Contains(ordinal))
                .Select(other => plan.Number[other]);
            Assert.Equal(expected.Order(), below.Order());
        }
    }

    [Fact]
    public void A_circle_is_named()
    {
        var plan = new HierarchyPlan(6, [(1, 0), (2, 1), (3, 2), (1, 3), (4, 3), (5, 4)]);
        Assert.Equal([1, 2, 3], plan.Build().Order());
    }

    [Fact]
    public void A_concept_below_itself_is_a_circle()
    {
        var plan = new HierarchyPlan(2, [(0, 1), (1, 1)]);
        Assert.Equal([1], plan.Build());
    }

    private static HashSet<int>[] Above(int count, List<(int Child, int Parent)> edges)
    {
        var parents = edges.ToLookup(edge => edge.Child, edge => edge.Parent);
        return [.. Enumerable.Range(0, count).Select(ordinal =>
        {
            var found = new HashSet<int>();
            var open = new Stack<int>(parents[ordinal]);
            while (open.TryPop(out var parent))
            {
                if (!found.Add(parent))
                    continue;
                foreach (var next in parents[parent])
                    open.Push(next);
            }

            return found;
        })];
    }
}

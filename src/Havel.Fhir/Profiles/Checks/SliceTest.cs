using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>Whether an item belongs to a slice.</summary>
internal abstract class SliceTest
{
    /// <summary>Looks at one item.</summary>
    /// <param name="run">The validation.</param>
    /// <param name="node">The item.</param>
    /// <param name="position">Its place among the items of the element, from 0.</param>
    public abstract Match Matches(ValidationRun run, int node, int position);

    /// <summary>One test for several, all of which must hold.</summary>
    public static SliceTest All(IReadOnlyList<SliceTest> tests) =>
        tests.Count == 1 ? tests[0] : new AllTest([.. tests]);

    private sealed class AllTest(SliceTest[] tests) : SliceTest
    {
        public override Match Matches(ValidationRun run, int node, int position)
        {
            var answer = Match.Yes;
            foreach (var test in tests)
            {
                var match = test.Matches(run, node, position);
                if (match == Match.No)
                    return Match.No;
                answer = match == Match.Unknown ? Match.Unknown : answer;
            }

            return answer;
        }
    }
}

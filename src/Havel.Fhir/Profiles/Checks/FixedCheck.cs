using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>A fixed value or a pattern.</summary>
internal sealed class FixedCheck(string profile, Node expected, bool isPattern) : NodeCheck(profile)
{
    public override void Check(ValidationRun run, int node)
    {
        var actual = new Node(run.Table, node);
        if (isPattern ? ValueMatch.HasPattern(actual, expected) : ValueMatch.IsFixed(actual, expected))
            return;

        run.Error(node, IssueType.Value, Profile,
            $"Expected {(isPattern ? "a value with" : "exactly")} {ValueMatch.Show(expected)} and found "
            + $"{ValueMatch.Show(actual)} ({Profile}).");
    }
}

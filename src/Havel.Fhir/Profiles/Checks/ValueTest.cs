using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>A fixed value or a pattern tells the slice.</summary>
internal sealed class ValueTest(Node expected, bool isPattern) : TargetTest
{
    public override Match Matches(ValidationRun run, Node target) =>
        (isPattern ? ValueMatch.HasPattern(target, expected) : ValueMatch.IsFixed(target, expected))
            ? Match.Yes
            : Match.No;
}

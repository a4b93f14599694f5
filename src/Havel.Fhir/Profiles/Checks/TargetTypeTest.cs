using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>The type that the target profiles of a reference constrain tells the slice.</summary>
internal sealed class TargetTypeTest(ProfileLink[] targets) : TargetTest
{
    public override Match Matches(ValidationRun run, Node target) => MayMatch(target.Type);

    public override Match MayMatch(TypeDefinition type)
    {
        foreach (var link in targets)
        {
            if (link.Type is { } wanted && type.Is(wanted))
                return Match.Yes;
        }

        return Match.No;
    }
}

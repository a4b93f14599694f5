using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>Meeting a profile tells the slice. Of a target that cannot be reached only the type is known.</summary>
internal sealed class ConformanceTest(ProfileLink[] profiles) : TargetTest
{
    public override Match Matches(ValidationRun run, Node target)
    {
        var answer = Match.No;
        foreach (var link in profiles)
        {
            if (link.Profile is null)
                answer = Match.Unknown;
            if (link.Profile is { } known && target.Type.Is(known.Type)
                && (known.IsType || run.Targets.Conforms(target, known)))
            {
                return Match.Yes;
            }
        }

        return answer;
    }

    public override Match MayMatch(TypeDefinition type)
    {
        var answer = Match.No;
        foreach (var link in profiles)
        {
            if (link.Profile is not { } known)
                answer = Match.Unknown;
            else if (type.Is(known.Type))
                answer = known.IsType ? Match.Yes : Match.Unknown;
            if (answer == Match.Yes)
                break;
        }

        return answer;
    }
}

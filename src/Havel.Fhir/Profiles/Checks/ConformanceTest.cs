using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>Meeting a profile tells the slice. A target that cannot be reached counts by its type.</summary>
internal sealed class ConformanceTest(ProfileLink[] profiles) : TargetTest
{
    public override bool Matches(ValidationRun run, Node target)
    {
        foreach (var link in profiles)
        {
            if (link.Profile is { } known && target.Type.Is(known.Type)
                && (known.IsType || run.Targets.Conforms(target, known)))
            {
                return true;
            }
        }

        return false;
    }

    public override bool MayMatch(TypeDefinition type)
    {
        foreach (var link in profiles)
        {
            if (link.Type is { } wanted && type.Is(wanted))
                return true;
        }

        return false;
    }
}

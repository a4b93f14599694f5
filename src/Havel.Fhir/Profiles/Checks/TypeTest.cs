using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>The type tells the slice; of a reference that is resolved, the type of its target.</summary>
internal sealed class TypeTest(TypeDefinition[] types) : TargetTest
{
    public override Match Matches(ValidationRun run, Node target) => MayMatch(target.Type);

    public override Match MayMatch(TypeDefinition type)
    {
        foreach (var candidate in types)
        {
            if (ReferenceEquals(type, candidate) || (candidate.IsAbstract && type.Is(candidate)))
                return Match.Yes;
        }

        return Match.No;
    }
}

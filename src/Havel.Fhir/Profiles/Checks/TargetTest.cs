using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>What the node at the end of a discriminator's path must be.</summary>
internal abstract class TargetTest
{
    public abstract Match Matches(ValidationRun run, Node target);

    /// <summary>Whether a target could pass of which only the type is known.</summary>
    public virtual Match MayMatch(TypeDefinition type) => Match.Unknown;
}

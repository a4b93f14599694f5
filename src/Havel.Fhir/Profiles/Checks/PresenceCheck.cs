using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>A primitive must have a value; an extension in its place will not do.</summary>
internal sealed class PresenceCheck(string profile) : NodeCheck(profile)
{
    public override void Check(ValidationRun run, int node)
    {
        if (!new Node(run.Table, node).HasValue)
            run.Error(node, IssueType.Required, Profile, $"Expected a value and found only extensions ({Profile}).");
    }
}

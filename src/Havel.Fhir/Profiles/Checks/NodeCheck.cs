using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>One rule of a profile about one node. Compiled once, without state: any number of runs use it.</summary>
/// <param name="profile">The profile that says so, <c>canonical|version</c>.</param>
internal abstract class NodeCheck(string profile)
{
    public string Profile => profile;

    /// <summary>Reports to the run what is wrong with the node; allocates nothing where nothing is.</summary>
    public abstract void Check(ValidationRun run, int node);
}

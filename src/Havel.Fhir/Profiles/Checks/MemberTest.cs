using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>A required value set tells the slice. Source: https://hl7.org/fhir/R4/profiling.html#discriminator.
/// </summary>
internal sealed class MemberTest(BindingCheck binding) : TargetTest
{
    public override Match Matches(ValidationRun run, Node target) => binding.IsMember(target) switch
    {
        true => Match.Yes,
        false => Match.No,
        null => Match.Unknown,
    };
}

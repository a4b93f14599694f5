using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>The n-th item is the n-th slice. Source:
/// https://hl7.org/fhir/R5/profiling.html#discriminator.</summary>
internal sealed class PositionTest(int expected) : SliceTest
{
    public override Match Matches(ValidationRun run, int node, int position) =>
        position == expected ? Match.Yes : Match.No;
}

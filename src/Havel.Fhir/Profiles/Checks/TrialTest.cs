using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>A slicing without discriminators: what meets all rules of the slice belongs to it.</summary>
internal sealed class TrialTest(ElementCheck item) : SliceTest
{
    public override Match Matches(ValidationRun run, int node, int position) =>
        run.Conforms(node, item) ? Match.Yes : Match.No;
}

using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>A text tells the slice: the url of an extension.</summary>
internal sealed class TextTest(byte[] expected) : TargetTest
{
    public override Match Matches(ValidationRun run, Node target) => 
        target.RawText.SequenceEqual(expected) ? Match.Yes : Match.No;
}

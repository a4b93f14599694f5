using System.Text;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>The greatest length of a text in characters. Source:
/// https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.maxLength.</summary>
internal sealed class LengthCheck(string profile, int most) : NodeCheck(profile)
{
    public override void Check(ValidationRun run, int node)
    {
        var text = new Node(run.Table, node);
        if (!text.HasValue || text.RawText.Length <= most)
            return;

        var length = text.HasEscapes ? text.Text().Length : Encoding.UTF8.GetCharCount(text.RawText);
        if (length > most)
        {
            run.Error(node, IssueType.TooLong, Profile,
                $"Expected at most {most} characters and found {length} ({Profile}).");
        }
    }
}

using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Checks;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Core;

/// <summary>txt-2: a narrative has some content that is not whitespace, or an image. That it is well formed and has
/// nothing active the parser has checked. Source: https://hl7.org/fhir/R4/narrative.html#Narrative.</summary>
internal sealed class NarrativeContent(string source) : NodeCheck(source)
{
    public override void Check(ValidationRun run, int node)
    {
        var text = new Node(run.Table, node);
        if (!text.HasValue || HasContent(text.RawText))
            return;

        run.Error(node, IssueType.Invariant, Profile, $"The narrative has no content but whitespace (txt-2).", "txt-2");
    }

    private static bool HasContent(ReadOnlySpan<byte> raw)
    {
        var isInTag = false;
        for (var at = 0; at < raw.Length; at++)
        {
            var next = raw[at];
            if (next == '<')
            {
                isInTag = true;
                if (raw[at..].StartsWith("<img"u8))
                    return true;
            }
            else if (isInTag)
            {
                isInTag = next != '>';
            }
            else if (next == '\\' && at + 1 < raw.Length && raw[at + 1] is (byte)'n' or (byte)'t' or (byte)'r')
            {
                at++;
            }
            else if (next > ' ')
            {
                return true;
            }
        }

        return false;
    }
}

using System.Text;
using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>where(system = 'phone')</c>: one text of the item against a literal, by its bytes.</summary>
/// <param name="path">A path from the item on which every name is single.</param>
/// <param name="text">The literal.</param>
internal sealed class TextFilter(PathStep path, string text) : NodeFilter
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes(text);

    public override bool Passes(Frame frame, NodeTable table, int index)
    {
        var found = path.First(frame, table, index);
        if (found <= 0)
            return false;

        var node = new Node(table, found);
        return NodeEquality.IsPlainText(node)
            ? node.RawText.SequenceEqual(_text)
            : ValueEquality.AreEqual(FhirPathValue.Of(node), FhirPathValue.Of(text)) == true;
    }
}

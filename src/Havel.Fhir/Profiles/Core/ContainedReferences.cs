using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Checks;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Core;

/// <summary>dom-3: a contained resource is referred to from the resource that contains it, or refers to it.
/// Source: https://hl7.org/fhir/R4/references.html#contained.</summary>
internal sealed class ContainedReferences(string source) : NodeCheck(source)
{
    public override void Check(ValidationRun run, int node)
    {
        foreach (var child in new Node(run.Table, node).Children)
        {
            if (child.Name != "contained" || IsNamed(run.Table, node, child) || NamesContainer(run.Table, child))
                continue;

            run.Error(node, IssueType.Invariant, Profile,
                $"Nothing refers to the contained {child.Type.Name} \"{child.TextOf("id")}\" (dom-3).", "dom-3");
        }
    }

    private static bool IsNamed(NodeTable table, int resource, Node contained)
    {
        var id = contained.Child("id");
        return id.Exists && Refers(table, resource, id.RawText);
    }

    private static bool NamesContainer(NodeTable table, Node contained) => Refers(table, contained.Index, default);

    /// <summary>Whether some reference, canonical, uri or url below the node is <c>#</c> and the id.</summary>
    private static bool Refers(NodeTable table, int node, ReadOnlySpan<byte> id)
    {
        for (var at = node + 1; at < table[node].End; at++)
        {
            var value = new Node(table, at);
            if (!IsAddress(value))
                continue;

            var text = value.RawText;
            if (text.Length == id.Length + 1 && text[0] == (byte)'#' && text[1..].SequenceEqual(id))
                return true;
        }

        return false;
    }

    private static bool IsAddress(Node value) =>
        value.Type.Primitive is PrimitiveKind.Uri or PrimitiveKind.Url or PrimitiveKind.Canonical
        || value.Element is { Path: "Reference.reference" };
}

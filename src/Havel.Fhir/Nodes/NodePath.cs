using System.Globalization;
using System.Text;
using Havel.Fhir.Definitions;

namespace Havel.Fhir.Nodes;

/// <summary>Where a node stands in its resource, as a FHIRPath that leads to it:
/// <c>Patient.name[0].given[1]</c>.</summary>
public static class NodePath
{
    /// <summary>The path from the root of the node's table; an item of a list with its index.</summary>
    public static string Of(Node node)
    {
        if (!node.Exists)
            return string.Empty;

        var path = new StringBuilder(node.Table.Root.Type.Name);
        var at = node.Table.Root;
        while (at.Index != node.Index && Step(at, node.Index, path) is { Exists: true } next)
            at = next;
        return path.ToString();
    }

    /// <summary>The child in whose subtree the index lies; its name is appended.</summary>
    private static Node Step(Node parent, int index, StringBuilder path)
    {
        ElementDefinition? element = null;
        var position = 0;
        foreach (var child in parent.Children)
        {
            position = ReferenceEquals(child.Element, element) ? position + 1 : 0;
            element = child.Element;
            if (!Holds(child, index))
                continue;

            path.Append('.').Append(child.Name);
            if (element?.IsArray == true)
                path.Append(CultureInfo.InvariantCulture, $"[{position}]");
            return child;
        }

        return default;
    }

    /// <summary>Whether the index lies in the node's own subtree, or in that of its companion.</summary>
    private static bool Holds(Node node, int index)
    {
        ref readonly var record = ref node.Record;
        if (index >= node.Index && index < record.End)
            return true;

        var companion = record.Companion;
        return companion != 0 && index >= companion && index < node.Table[companion].End;
    }
}

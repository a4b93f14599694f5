using System.Text;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Tests.Parsing;

/// <summary>A table as text: what a reader of the nodes can see of it.</summary>
internal static class Dump
{
    public static string Of(NodeTable table)
    {
        var text = new StringBuilder();
        Write(table.Root, 0, text);
        return text.ToString();
    }

    private static void Write(Node node, int depth, StringBuilder text)
    {
        text.Append(' ', depth).Append(node.Name).Append(':').Append(node.Type.Name);
        if (node.Type.IsPrimitive)
            text.Append('=').Append(node.HasValue ? node.Text() : "(none)");
        text.Append('\n');
        foreach (var child in node.Children)
            Write(child, depth + 1, text);
    }
}

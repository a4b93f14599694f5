using Havel.Fhir.Nodes;
using Havel.Server.Routing;

namespace Havel.Server.Writes;

/// <summary>The resources of this server that a resource names in its References: <c>Patient/7</c>, each once, without
/// version. Source: https://hl7.org/fhir/R4/references.html#literal.</summary>
internal static class LiteralReferences
{
    public static IReadOnlyList<string> Of(NodeTable table, ResourceTypes types)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Visit(table.Root, types, found);
        return [.. found];
    }

    /// <summary>Only those in the elements of that name.</summary>
    public static IReadOnlyList<string> Of(NodeTable table, ResourceTypes types, string element)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var child in table.Root.ChildrenOf(element))
            Visit(child, types, found);

        return [.. found];
    }

    private static void Visit(Node node, ResourceTypes types, SortedSet<string> found)
    {
        foreach (var child in node.Children)
        {
            if (!child.Type.IsPrimitive)
                Visit(child, types, found);
            else if (node.Type.Name is "Reference" && child.Name is "reference" && child.HasValue
                && Local(child.Text(), types) is { } local)
                found.Add(local);
        }
    }

    private static string? Local(string text, ResourceTypes types)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || types.Find(text.AsSpan(0, slash)) is not { } type)
            return null;

        var id = text.AsSpan(slash + 1);
        var end = id.IndexOfAny('/', '#');
        id = end < 0 ? id : id[..end];
        return Routes.IsId(id) ? $"{type}/{id}" : null;
    }
}

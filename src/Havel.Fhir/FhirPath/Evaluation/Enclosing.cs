using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>The resources around a node. Records are in pre-order, so what holds a node stands before it and reaches
/// behind it.</summary>
internal static class Enclosing
{
    private const int RecordsPerStep = 8;

    /// <summary>The innermost resource around a node, itself included.</summary>
    public static Node Resource(Frame frame, Node node) => Find(frame, node.Table, node.Index, node.Index);

    /// <summary>The resource in which contained resources of a node are found: the innermost that is not contained
    /// itself.</summary>
    public static Node Container(Frame frame, Node node)
    {
        var resource = Resource(frame, node);
        while (resource.Index > 0 && resource.Element?.Name == "contained")
            resource = Find(frame, node.Table, resource.Index - 1, resource.Index);
        return resource;
    }

    /// <summary>The last resource up to a place that holds an inner one.</summary>
    private static Node Find(Frame frame, NodeTable table, int last, int inner)
    {
        var at = last;
        while (at > 0 && !(inner < table[at].End && new Node(table, at).Type.IsResource))
            at--;

        frame.Spend((last - at) / RecordsPerStep);
        return new Node(table, at);
    }
}

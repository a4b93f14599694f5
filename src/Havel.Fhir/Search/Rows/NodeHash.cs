using Havel.Fhir.Nodes;

namespace Havel.Fhir.Search.Rows;

/// <summary><see cref="SearchHash"/> straight from the bytes of a node; only text with escapes becomes a string
/// first.</summary>
internal static class NodeHash
{
    public static long Token(Node node) =>
        node.HasEscapes ? SearchHash.Token(node.Text()) : SearchHash.Token(node.RawText);

    public static int System(Node node) =>
        node.HasEscapes ? SearchHash.System(node.Text()) : SearchHash.System(node.RawText);

    public static long Unit(Node node) =>
        node.HasEscapes ? SearchHash.Unit(node.Text()) : SearchHash.Unit(node.RawText);
}

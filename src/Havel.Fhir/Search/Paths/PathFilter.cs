using System.Text;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Values;

namespace Havel.Fhir.Search.Paths;

/// <summary>A condition on a step of a path.</summary>
/// <param name="Kind">Which condition.</param>
/// <param name="Name">The child's name for <see cref="PathFilterKind.ChildEquals"/>, else empty.</param>
/// <param name="Text">The type, the text or the position from 0.</param>
internal sealed record PathFilter(PathFilterKind Kind, string Name, string Text)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(Text);

    /// <summary>Whether a node passes.</summary>
    /// <param name="node">The node the step leads to.</param>
    /// <param name="ordinal">Its place among its siblings of the same property, from 1.</param>
    public bool Passes(Node node, int ordinal) => Kind switch
    {
        PathFilterKind.RefersTo => ReferenceTarget.IsOfType(node, _utf8),
        PathFilterKind.ChildEquals => HasChild(node, Name),
        PathFilterKind.HasExtension => HasExtension(node),
        _ => string.Equals(Text, (ordinal - 1).ToString(), StringComparison.Ordinal),
    };

    public override string ToString() => Kind switch
    {
        PathFilterKind.RefersTo => $".where(resolve() is {Text})",
        PathFilterKind.ChildEquals => $".where({Name}='{Text}')",
        PathFilterKind.HasExtension => $".where(extension('{Text}').exists())",
        _ => $"[{Text}]",
    };

    private bool HasChild(Node node, string name)
    {
        foreach (var child in node.ChildrenOf(name))
        {
            if (ReferenceTarget.RawTextOf(child).SequenceEqual(_utf8))
                return true;
        }

        return false;
    }

    private bool HasExtension(Node node)
    {
        foreach (var extension in node.ChildrenOf("extension"))
        {
            if (HasChild(extension, "url"))
                return true;
        }

        return false;
    }
}

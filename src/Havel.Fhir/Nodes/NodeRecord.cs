using System.Runtime.InteropServices;

namespace Havel.Fhir.Nodes;

/// <summary>One node of a parsed resource: 24 bytes in a flat array, in the order of the text, children right behind
/// their parent. Array items are nodes of their own that share the property; there is no node for the array.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NodeRecord
{
    /// <summary>Id of the type: <see cref="Definitions.TypeDefinition.Id"/>; for a contained resource its actual
    /// type.</summary>
    public ushort Type;

    public NodeFlags Flags;

    /// <summary>Id of the property that leads here: <see cref="Definitions.JsonProperty.Id"/>; -1 at the
    /// root.</summary>
    public int Property;

    /// <summary>Where the JSON value starts in the source bytes (a string at its opening quote).</summary>
    public int Start;

    /// <summary>Length of the JSON value in bytes, quotes and braces included; 0 with
    /// <see cref="NodeFlags.NoValue"/>.</summary>
    public int Length;

    /// <summary>Index behind the last node of this subtree: the next sibling, if there is one.</summary>
    public int End;

    /// <summary>Index of the companion record that holds id and extensions of this primitive; 0 for none.</summary>
    public int Companion;
}

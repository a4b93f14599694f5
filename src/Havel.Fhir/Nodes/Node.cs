using System.Text;
using Havel.Fhir.Definitions;

namespace Havel.Fhir.Nodes;

/// <summary>A typed place in a parsed resource. A value of 16 bytes; copying it is free. <c>default</c> is no
/// node.</summary>
public readonly struct Node : IEquatable<Node>
{
    private readonly NodeTable? _table;
    private readonly int _index;

    internal Node(NodeTable table, int index)
    {
        _table = table;
        _index = index;
    }

    /// <summary>Whether there is a node here at all.</summary>
    public bool Exists => _table is not null;

    /// <summary>The resource's table; only where <see cref="Exists"/>.</summary>
    public NodeTable Table => _table!;

    /// <summary>Position in the table.</summary>
    public int Index => _index;

    /// <summary>The node's type; for a contained resource its actual type.</summary>
    public TypeDefinition Type => Table.Definitions.TypeAt(Record.Type);

    /// <summary>The property that leads here; null at the root.</summary>
    public JsonProperty? Property => Record.Property < 0 ? null : Table.Definitions.PropertyAt(Record.Property);

    /// <summary>The element the node instantiates; null at the root.</summary>
    public ElementDefinition? Element => Property?.Element;

    /// <summary>The element's name (<c>value</c>, not <c>valueQuantity</c>); the type's name at the root.</summary>
    public string Name => Element?.Name ?? Type.Name;

    /// <summary>Whether a primitive has a value, not only id or extensions.</summary>
    public bool HasValue => (Record.Flags & NodeFlags.NoValue) == NodeFlags.None;

    /// <summary>The JSON value as it stands in the source, quotes and braces included.</summary>
    public ReadOnlySpan<byte> RawValue => Table.Utf8.Span.Slice(Record.Start, Record.Length);

    /// <summary>Where the JSON value starts in <see cref="NodeTable.Utf8"/>.</summary>
    public int Start => Record.Start;

    /// <summary>Length of the JSON value in bytes.</summary>
    public int Length => Record.Length;

    /// <summary>Whether the JSON string has escapes, so that <see cref="RawText"/> is not its text.</summary>
    public bool HasEscapes => (Record.Flags & NodeFlags.HasEscapes) != NodeFlags.None;

    /// <summary>A primitive's bytes without quotes, escapes still in place: cheap, and exact where
    /// <see cref="HasEscapes"/> is false.</summary>
    public ReadOnlySpan<byte> RawText
    {
        get
        {
            var raw = RawValue;
            return raw.Length > 1 && raw[0] == (byte)'"' ? raw[1..^1] : raw;
        }
    }

    internal ref readonly NodeRecord Record => ref Table[_index];

    /// <summary>The children in the order of the text; id and extensions of a primitive included.</summary>
    public NodeChildren Children => new(this);

    /// <summary>The first child of that element name, or no node.</summary>
    public Node Child(string name)
    {
        foreach (var child in Children)
        {
            if (string.Equals(child.Name, name, StringComparison.Ordinal))
                return child;
        }

        return default;
    }

    /// <summary>The children that instantiate that element, in the order of the text.</summary>
    public NodeChildrenOf ChildrenOf(string name) => new(this, name);

    /// <summary>A primitive's text with escapes resolved (a number as written); empty where there is no
    /// value.</summary>
    public string Text() => HasEscapes ? JsonText.Unescape(RawText) : Encoding.UTF8.GetString(RawText);

    /// <summary>The text of the first child of that name, or null.</summary>
    public string? TextOf(string name)
    {
        var child = Child(name);
        return child.Exists && child.HasValue ? child.Text() : null;
    }

    public bool Equals(Node other) => ReferenceEquals(_table, other._table) && _index == other._index;

    public override bool Equals(object? obj) => obj is Node other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_table, _index);

    public override string ToString() => Exists ? $"{Name}: {Type.Name}" : "no node";

    public static bool operator ==(Node left, Node right) => left.Equals(right);

    public static bool operator !=(Node left, Node right) => !left.Equals(right);
}

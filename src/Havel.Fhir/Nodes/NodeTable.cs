using Havel.Fhir.Definitions;

namespace Havel.Fhir.Nodes;

/// <summary>A parsed resource: its bytes and a flat table of typed nodes over them. Immutable once parsed.</summary>
public sealed class NodeTable
{
    private readonly NodeRecord[] _records;
    private readonly int _count;

    internal NodeTable(
        FhirDefinitions definitions, ReadOnlyMemory<byte> utf8, NodeRecord[] records, int count, bool isCompact)
    {
        Definitions = definitions;
        Utf8 = utf8;
        _records = records;
        _count = count;
        IsCompact = isCompact;
    }

    public FhirDefinitions Definitions { get; }

    /// <summary>The bytes the nodes point into.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Whether no whitespace stands between the tokens of the resource, so that its bytes can be kept as they
    /// are.</summary>
    public bool IsCompact { get; }

    /// <summary>The number of nodes, companions included.</summary>
    public int Count => _count;

    /// <summary>The resource itself.</summary>
    public Node Root => new(this, 0);

    /// <summary>A table of its own for a resource inside this one (an entry's resource), over a slice of the same
    /// bytes:
    /// what a second parse would give, without the parse.</summary>
    public static NodeTable Detach(Node resource)
    {
        var table = resource.Table;
        var first = resource.Index;
        var records = table._records.AsSpan(first, table[first].End - first).ToArray();
        var offset = records[0].Start;
        records[0].Property = -1;
        foreach (ref var record in records.AsSpan())
        {
            record.Start -= offset;
            record.End -= first;
            record.Companion = record.Companion == 0 ? 0 : record.Companion - first;
        }

        var utf8 = table.Utf8.Slice(offset, records[0].Length);
        return new NodeTable(table.Definitions, utf8, records, records.Length, table.IsCompact);
    }

    /// <summary>A table of its own for any node, over a copy of its bytes, so that a small value does not keep a large
    /// resource in memory. Its root has no property; id and extensions of a primitive stay behind.</summary>
    public static NodeTable Copy(Node value)
    {
        var table = value.Table;
        var detached = Detach(value);
        ref var root = ref detached._records[0];
        if (root.Companion < 0 || root.Companion >= detached._count)
            root.Companion = 0;
        return new NodeTable(
            table.Definitions, detached.Utf8.ToArray(), detached._records, detached._count, isCompact: false);
    }

    internal ref readonly NodeRecord this[int index] => ref _records[index];

    /// <summary>All records, for walks that touch many.</summary>
    internal ReadOnlySpan<NodeRecord> Records => _records.AsSpan(0, _count);
}

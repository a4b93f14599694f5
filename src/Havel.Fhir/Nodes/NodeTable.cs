using Havel.Fhir.Definitions;

namespace Havel.Fhir.Nodes;

/// <summary>A parsed resource: its bytes and a flat table of typed nodes over them. Immutable once parsed.</summary>
public sealed class NodeTable
{
    private readonly NodeRecord[] _records;
    private readonly int _count;

    internal NodeTable(FhirDefinitions definitions, ReadOnlyMemory<byte> utf8, NodeRecord[] records, int count)
    {
        Definitions = definitions;
        Utf8 = utf8;
        _records = records;
        _count = count;
    }

    public FhirDefinitions Definitions { get; }

    /// <summary>The bytes the nodes point into.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>The number of nodes, companions included.</summary>
    public int Count => _count;

    /// <summary>The resource itself.</summary>
    public Node Root => new(this, 0);

    internal ref readonly NodeRecord this[int index] => ref _records[index];
}

using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>Takes the first node and no other.</summary>
internal struct FirstSink : IPathSink
{
    public int Index { get; private set; }

    public bool Add(NodeTable table, int index)
    {
        Index = index;
        return true;
    }
}

using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>Takes all nodes.</summary>
internal readonly struct CollectingSink(FhirPathCollection output) : IPathSink
{
    public bool Add(NodeTable table, int index)
    {
        output.Add(FhirPathValue.Of(table, index));
        return false;
    }
}

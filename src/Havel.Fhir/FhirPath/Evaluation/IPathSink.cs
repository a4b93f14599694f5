using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>Where a path's nodes go. Implemented by structures, so that each walk is compiled for its own.</summary>
internal interface IPathSink
{
    /// <summary>Takes a node; true when no more are wanted.</summary>
    bool Add(NodeTable table, int index);
}

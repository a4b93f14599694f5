using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>A condition on the nodes of a path that is decided on the records and bytes, without collections.</summary>
internal abstract class NodeFilter
{
    public abstract bool Passes(Frame frame, NodeTable table, int index);
}

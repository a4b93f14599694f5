using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>where(resolve() is Patient)</c> behind the name of a reference.</summary>
/// <param name="type">The type.</param>
/// <param name="reference">The path from a Reference to its <c>reference</c>.</param>
internal sealed class ReferenceTypeFilter(TypeDefinition type, PathStep reference) : NodeFilter
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes(type.Name);

    public override bool Passes(Frame frame, NodeTable table, int index)
    {
        frame.Spend();
        if (frame.Context.Resolver is null && IsNamed(frame, table, index))
            return true;

        var target = ResolveStep.Resolve(frame, FhirPathValue.Of(table, index));
        return target.Kind switch
        {
            FhirPathKind.Node => target.Node.Type.Is(type),
            FhirPathKind.ReferenceTarget => target.TargetType!.Is(type),
            _ => false,
        };
    }

    /// <summary>Whether the address itself names the type, which a target elsewhere cannot contradict.</summary>
    private bool IsNamed(Frame frame, NodeTable table, int index)
    {
        var at = reference.First(frame, table, index);
        return at > 0 && ReferenceType.SegmentOf(new Node(table, at).RawText).SequenceEqual(_name);
    }
}

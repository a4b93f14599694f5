using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>where(resolve() is Patient)</c> behind the name of a reference.</summary>
internal sealed class ReferenceTypeFilter(TypeDefinition type) : NodeFilter
{
    public override bool Passes(Frame frame, NodeTable table, int index)
    {
        frame.Spend();
        var target = ResolveStep.Resolve(frame, FhirPathValue.Of(table, index));
        return target.Kind switch
        {
            FhirPathKind.Node => target.Node.Type.Is(type),
            FhirPathKind.ReferenceTarget => target.TargetType!.Is(type),
            _ => false,
        };
    }
}

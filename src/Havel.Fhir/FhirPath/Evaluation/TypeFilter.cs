using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>ofType()</c> and <c>as</c> behind an element name.</summary>
internal sealed class TypeFilter(TypeDefinition type) : NodeFilter
{
    private readonly int _id = type.Id;

    public override bool Passes(Frame frame, NodeTable table, int index)
    {
        var id = table[index].Type;
        return id == _id || table.Definitions.TypeAt(id).Is(type);
    }
}

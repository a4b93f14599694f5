using Havel.Fhir.Definitions;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>Whether a value is of a type. A FHIR <c>boolean</c> is no <c>System.Boolean</c>; an unqualified name that
/// both namespaces have (Quantity) means either. Source: https://hl7.org/fhir/R4/fhirpath.html#types.</summary>
/// <param name="Fhir">The FHIR type, if the name may mean one.</param>
/// <param name="System">The System type, or None.</param>
internal sealed record TypeTest(TypeDefinition? Fhir, FhirPathKind System)
{
    public bool Matches(in FhirPathValue value) => value.Kind switch
    {
        FhirPathKind.Node => Fhir is not null && value.Node.Type.Is(Fhir),
        FhirPathKind.ReferenceTarget => Fhir is not null && value.TargetType!.Is(Fhir),
        var kind => System != FhirPathKind.None && kind == System,
    };
}

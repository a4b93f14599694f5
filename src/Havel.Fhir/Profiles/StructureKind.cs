namespace Havel.Fhir.Profiles;

/// <summary>Source: https://hl7.org/fhir/R4/valueset-structure-definition-kind.html.</summary>
public enum StructureKind : byte
{
    PrimitiveType,
    ComplexType,
    Resource,
    Logical,
}

namespace Havel.Fhir.Definitions;

/// <summary>What a FHIR type is. Source: StructureDefinition.kind,
/// https://hl7.org/fhir/R4/valueset-structure-definition-kind.html,
/// with backbone elements told apart because they have no name of their own in the specification.</summary>
public enum TypeKind : byte
{
    /// <summary>A primitive such as <c>date</c>: a JSON scalar, with id and extensions beside it.</summary>
    Primitive,

    /// <summary>A complex data type such as <c>Quantity</c>.</summary>
    Complex,

    /// <summary>An element defined inside a resource or data type, such as <c>Observation.component</c>.</summary>
    Backbone,

    /// <summary>A resource such as <c>Patient</c>.</summary>
    Resource,
}

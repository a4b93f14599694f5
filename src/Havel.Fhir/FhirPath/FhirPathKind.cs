namespace Havel.Fhir.FhirPath;

/// <summary>What a value of a FHIRPath collection is. Source: https://hl7.org/fhirpath/N1/#literals, #models.</summary>
public enum FhirPathKind : byte
{
    /// <summary>No value; only <c>default</c> has it.</summary>
    None,

    /// <summary>A node of a parsed resource, primitive or complex.</summary>
    Node,

    Boolean,
    Integer,
    Decimal,
    String,
    Date,
    DateTime,
    Time,
    Quantity,

    /// <summary>The answer of <c>type()</c>.</summary>
    TypeInfo,

    /// <summary>The target of a reference of which only the type is known: what <c>resolve()</c> gives without a
    /// resolver.</summary>
    ReferenceTarget,
}

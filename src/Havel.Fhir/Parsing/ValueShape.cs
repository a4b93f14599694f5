namespace Havel.Fhir.Parsing;

/// <summary>What JSON writes for a value. Source: https://hl7.org/fhir/R4/json.html.</summary>
internal enum ValueShape : byte
{
    String,
    Number,
    Boolean,
    Object,

    /// <summary>An object whose type its <c>resourceType</c> names.</summary>
    Resource,
}

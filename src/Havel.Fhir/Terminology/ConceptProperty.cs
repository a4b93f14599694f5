namespace Havel.Fhir.Terminology;

/// <summary>One value of a concept's property. Source:
/// https://hl7.org/fhir/R4/codesystem-definitions.html#CodeSystem.concept.property.</summary>
/// <param name="Code">The property's code.</param>
/// <param name="Type">The type of the value as it ends its JSON name: <c>Code</c>, <c>Coding</c>, <c>String</c>,
/// <c>Integer</c>, <c>Boolean</c>, <c>DateTime</c>, <c>Decimal</c>.</param>
/// <param name="Value">The value's text; for a Coding its code.</param>
/// <param name="Coding">The value of type Coding, else null.</param>
public sealed record ConceptProperty(string Code, string Type, string Value, ConceptCoding? Coding = null)
{
    /// <summary>Whether an extension of the concept says so, not a property of its own.</summary>
    public bool IsImplied { get; init; }

    /// <summary>The canonical of the supplement that it came with; null for the system's own.</summary>
    public string? Source { get; init; }
}

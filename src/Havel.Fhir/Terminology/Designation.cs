namespace Havel.Fhir.Terminology;

/// <summary>Another text for a concept. Source:
/// https://hl7.org/fhir/R4/codesystem-definitions.html#CodeSystem.concept.designation.</summary>
/// <param name="Value">The text.</param>
/// <param name="Language">Its language (BCP 47), or null.</param>
/// <param name="Use">What it is for, or null.</param>
public sealed record Designation(string Value, string? Language = null, ConceptCoding? Use = null)
{
    /// <summary>The canonical of the supplement that it came with; null for the system's own.</summary>
    public string? Source { get; init; }

    public IReadOnlyList<ConceptExtension> Extensions { get; init; } = [];
}

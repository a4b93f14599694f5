namespace Havel.Fhir.Terminology;

/// <summary>A coding as terminology resources use it, for the use of a designation or the value of a
/// property.</summary>
public sealed record ConceptCoding(
    string? System, string? Code, string? Version = null, string? Display = null, bool? UserSelected = null);

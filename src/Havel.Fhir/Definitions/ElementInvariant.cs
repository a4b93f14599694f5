namespace Havel.Fhir.Definitions;

/// <summary>A constraint that instances must satisfy. Source:
/// https://hl7.org/fhir/R4/conformance-rules.html#constraints.</summary>
/// <param name="Key">The constraint's key, such as <c>obs-6</c>.</param>
/// <param name="IsError">True for severity error, false for warning.</param>
/// <param name="Expression">The FHIRPath expression that must be true.</param>
public sealed record ElementInvariant(string Key, bool IsError, string Expression);

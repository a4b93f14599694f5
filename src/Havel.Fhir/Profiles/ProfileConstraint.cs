namespace Havel.Fhir.Profiles;

/// <summary>An invariant. Source: https://hl7.org/fhir/R4/conformance-rules.html#constraints.</summary>
/// <param name="Key">Its name within the profile: <c>pat-1</c>.</param>
/// <param name="IsError">True for severity error, false for warning.</param>
/// <param name="Human">What it demands, in the author's words.</param>
/// <param name="Expression">The FHIRPath that must be true; null where only people can check it.</param>
/// <param name="Source">Address of the definition that states it; null where not said.</param>
public sealed record ProfileConstraint(string Key, bool IsError, string Human, string? Expression, string? Source);

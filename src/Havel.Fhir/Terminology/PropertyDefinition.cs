namespace Havel.Fhir.Terminology;

/// <summary>A property that concepts of a system may have.</summary>
/// <param name="Code">Its code within the system.</param>
/// <param name="Uri">What it means beyond the system, or null.</param>
/// <param name="Type">FHIR's code of the value's type, such as <c>Coding</c> or <c>dateTime</c>.</param>
/// <param name="Description">What it is for, or null.</param>
public sealed record PropertyDefinition(string Code, string? Uri, string Type, string? Description = null);

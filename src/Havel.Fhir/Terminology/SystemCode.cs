namespace Havel.Fhir.Terminology;

/// <summary>A code with its system's canonical URL, without version.</summary>
public readonly record struct SystemCode(string System, string Code);

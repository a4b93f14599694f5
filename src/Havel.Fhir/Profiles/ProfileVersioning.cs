namespace Havel.Fhir.Profiles;

/// <summary>Source: https://hl7.org/fhir/R4/valueset-reference-version-rules.html.</summary>
public enum ProfileVersioning : byte
{
    Either,
    Independent,
    Specific,
}

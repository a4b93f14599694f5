namespace Havel.Fhir.Profiles;

/// <summary>Source: https://hl7.org/fhir/R4/valueset-extension-context-type.html.</summary>
public enum ExtensionContextKind : byte
{
    Element,
    FhirPath,
    Extension,
}

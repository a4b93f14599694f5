namespace Havel.Fhir.Definitions;

/// <summary>Source: https://hl7.org/fhir/R4/valueset-binding-strength.html.</summary>
public enum BindingStrength : byte
{
    Required,
    Extensible,
    Preferred,
    Example,
}

namespace Havel.Fhir.Terminology;

/// <summary>How much of a code system is there.
/// Source: https://hl7.org/fhir/R4/valueset-codesystem-content-mode.html.</summary>
public enum CodeSystemContent : byte
{
    Complete,
    Fragment,
    Example,
    NotPresent,
    Supplement,
}

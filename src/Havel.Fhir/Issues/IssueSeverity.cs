namespace Havel.Fhir.Issues;

/// <summary>Source: https://hl7.org/fhir/R4/valueset-issue-severity.html.</summary>
public enum IssueSeverity : byte
{
    Fatal,
    Error,
    Warning,
    Information,
}

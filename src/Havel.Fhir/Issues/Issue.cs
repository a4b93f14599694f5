namespace Havel.Fhir.Issues;

/// <summary>A fault or remark that goes to whoever sent the bytes: one <c>OperationOutcome.issue</c>.
/// Source: https://hl7.org/fhir/R4/operationoutcome.html.</summary>
/// <param name="Severity">How grave it is.</param>
/// <param name="Type">What kind of fault.</param>
/// <param name="Message">One sentence: what was found, and what was expected.</param>
/// <param name="Expression">FHIRPath of the place, such as <c>Patient.name[0].given[1]</c>; null where there is
/// none.</param>
/// <param name="Line">Line in the source, from 1; 0 where there is none.</param>
/// <param name="Column">Column in the line in bytes, from 1; 0 where there is none.</param>
public sealed record Issue(
    IssueSeverity Severity,
    IssueType Type,
    string Message,
    string? Expression = null,
    int Line = 0,
    int Column = 0)
{
    public bool IsError => Severity is IssueSeverity.Fatal or IssueSeverity.Error;

    public static Issue Error(IssueType type, string message, string? expression = null) =>
        new(IssueSeverity.Error, type, message, expression);
}

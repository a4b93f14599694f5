using Havel.Fhir.Issues;

namespace Havel.Fhir.Terminology;

/// <summary>A fault or remark of a terminology operation: an issue with the codes by which clients of terminology
/// servers tell one fault from another. Source: https://build.fhir.org/ig/HL7/fhir-tx-ecosystem-ig/.</summary>
/// <param name="Severity">How grave it is.</param>
/// <param name="Type">What kind of fault.</param>
/// <param name="Detail">The code of the system <c>tx-issue-type</c>, such as <c>not-in-vs</c>.</param>
/// <param name="Text">One sentence.</param>
public sealed record TerminologyIssue(IssueSeverity Severity, IssueType Type, string Detail, string Text)
{
    /// <summary>The name under which other servers report the same, or null.</summary>
    public string? MessageId { get; init; }

    /// <summary>The element of the request that is at fault, such as <c>Coding.display</c>; null for none.</summary>
    public string? Expression { get; init; }

    /// <summary>Whether no answer can be given.</summary>
    public bool IsError => Severity is IssueSeverity.Error or IssueSeverity.Fatal;

    /// <summary>Something named in the request is not here.</summary>
    public static TerminologyIssue NotFound(string text, string messageId) =>
        new(IssueSeverity.Error, IssueType.NotFound, "not-found", text) { MessageId = messageId };

    /// <summary>The request itself is at fault.</summary>
    public static TerminologyIssue Invalid(string text) =>
        new(IssueSeverity.Error, IssueType.Invalid, "invalid-data", text);

    /// <summary>The request is right but asks for something that is not done here.</summary>
    public static TerminologyIssue NotSupported(string text) =>
        new(IssueSeverity.Error, IssueType.NotSupported, "vs-invalid", text);

    /// <summary>The answer would be longer than a server can give.</summary>
    public static TerminologyIssue TooCostly(string text) =>
        new(IssueSeverity.Error, IssueType.TooCostly, "too-costly", text) { MessageId = "VALUESET_TOO_COSTLY" };

    /// <summary>The plain issue, for those who know no more.</summary>
    public Issue ToIssue() => new(Severity, Type, Text, Expression);
}

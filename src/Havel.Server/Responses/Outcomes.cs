using System.Text.Json;
using Havel.Fhir.Issues;

namespace Havel.Server.Responses;

/// <summary>Answers that carry an OperationOutcome. What must look alike for hidden and for missing is one object here.
/// Source: https://hl7.org/fhir/R4/operationoutcome.html.</summary>
internal static class Outcomes
{
    /// <summary>Hidden, never there, or an id nobody can have: one answer, so that none can be told from the
    /// others.</summary>
    public static readonly FhirResponse NotFound = Of(404, IssueType.NotFound,
        "There is no such resource, or it is not open to you.");

    public static readonly FhirResponse Gone = Of(410, IssueType.Deleted, "The resource has been deleted.");

    public static readonly FhirResponse UnknownPath = Of(404, IssueType.NotSupported,
        "This path names nothing this server knows. GET [base]/metadata says what there is.");

    public static readonly FhirResponse WrongMethod = Of(405, IssueType.NotSupported,
        "This path does not have that method. GET [base]/metadata says what there is.");

    public static readonly FhirResponse NotAcceptable = Of(406, IssueType.NotSupported,
        "JSON and XML of FHIR 4.0 are spoken here: ask for application/fhir+json or application/fhir+xml.");

    public static readonly FhirResponse UnsupportedMediaType = Of(415, IssueType.NotSupported,
        "Send application/fhir+json or application/fhir+xml of FHIR 4.0, in UTF-8 and not compressed.");

    public static readonly FhirResponse TooLarge = Of(413, IssueType.TooLong,
        $"The body is longer than {Limits.MaxBodyBytes} bytes.");

    public static readonly FhirResponse BadQuery = Of(400, IssueType.Invalid,
        "The query cannot be read: a broken % escape, bytes that are not UTF-8, "
        + $"or more than {Limits.MaxQueryPairs} parameters.");

    public static readonly FhirResponse InternalError = Of(500, IssueType.Exception,
        "The server failed. The fault is ours and has been logged.");

    public static readonly FhirResponse Busy = Of(503, IssueType.Transient, "The server is busy. Please try again.");

    public static readonly FhirResponse Unavailable = Of(503, IssueType.Transient,
        "The database does not answer. Nothing is lost that was acknowledged; please try again later.");

    public static readonly FhirResponse TookTooLong = Of(400, IssueType.TooCostly,
        $"The request took longer than {Store.Limits.QuerySeconds} seconds and was stopped. Ask for less.");

    public static readonly FhirResponse Full = Of(507, IssueType.NoStore,
        "There is no space left to store anything. What is there can be read.");

    /// <summary>No token, or one that does not hold. The reason says nothing of any data.</summary>
    public static FhirResponse Unauthorized(string reason, bool hasToken) => Of(401, IssueType.Login, reason) with
    {
        Challenge = hasToken ? "Bearer realm=\"havel\", error=\"invalid_token\"" : "Bearer realm=\"havel\"",
    };

    public static FhirResponse Of(int status, IssueType type, string message) =>
        new(status) { Body = Body([Issue.Error(type, message)]) };

    /// <summary>A refusal with the status that goes with its first error.</summary>
    public static FhirResponse Refuse(IReadOnlyList<Issue> issues)
    {
        var first = issues.FirstOrDefault(issue => issue.IsError) ?? issues[0];
        return new FhirResponse(IssueCodes.Status(first.Type)) { Body = Body(issues) };
    }

    public static FhirResponse Refuse(Issue issue) => Refuse([issue]);

    /// <summary>The OperationOutcome's bytes.</summary>
    public static byte[] Body(IReadOnlyList<Issue> issues) => JsonBytes.Write(json => Write(json, issues));

    /// <summary>Writes the OperationOutcome as a value; no issues at all read as "all is well".</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Issue> issues)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "OperationOutcome");
        json.WriteStartArray("issue");
        foreach (var issue in issues.Take(Limits.MaxIssues))
            Write(json, issue);

        if (issues.Count == 0)
            Write(json, new Issue(IssueSeverity.Information, IssueType.Informational, "All is well."));

        if (issues.Count > Limits.MaxIssues)
        {
            Write(json, new Issue(IssueSeverity.Information, IssueType.Informational,
                $"{issues.Count - Limits.MaxIssues} further issues are not listed."));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Issue issue)
    {
        json.WriteStartObject();
        json.WriteString("severity", IssueCodes.Of(issue.Severity));
        json.WriteString("code", IssueCodes.Of(issue.Type));
        json.WriteString("diagnostics", issue.Line > 0
            ? $"{issue.Message} (line {issue.Line}, column {issue.Column})"
            : issue.Message);
        if (issue.Expression is not null)
        {
            json.WriteStartArray("expression");
            json.WriteStringValue(issue.Expression);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}

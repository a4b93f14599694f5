using Havel.Fhir.Issues;

namespace Havel.Server.Responses;

/// <summary>How an issue's kind is written on the wire, and which status goes with it.
/// Source: https://hl7.org/fhir/R4/valueset-issue-type.html, https://hl7.org/fhir/R4/http.html#Status-Codes.</summary>
internal static class IssueCodes
{
    private static readonly string[] Types = [.. Enum.GetNames<IssueType>().Select(Dashed)];

    private static readonly string[] Severities = [.. Enum.GetNames<IssueSeverity>().Select(Dashed)];

    public static string Of(IssueType type) => Types[(int)type];

    public static string Of(IssueSeverity severity) => Severities[(int)severity];

    /// <summary>The status for a refusal with that issue: 422 for content that breaks FHIR's rules, as the page on
    /// create says.</summary>
    public static int Status(IssueType type) => type switch
    {
        IssueType.Login or IssueType.Expired => 401,
        IssueType.Forbidden or IssueType.Security => 403,
        IssueType.NotFound => 404,
        IssueType.NotSupported => 400,
        IssueType.Deleted => 410,
        IssueType.Conflict => 409,
        IssueType.MultipleMatches => 412,
        IssueType.TooLong => 413,
        IssueType.Throttled => 429,
        IssueType.NoStore => 507,
        IssueType.Exception => 500,
        IssueType.Transient or IssueType.Timeout => 503,
        IssueType.TooCostly => 403,
        IssueType.Required or IssueType.Value or IssueType.Invariant or IssueType.CodeInvalid
            or IssueType.BusinessRule or IssueType.Structure => 422,
        _ => 400,
    };

    private static string Dashed(string name) =>
        string.Concat(
            name.Select(
                (c, i) =>
                    i > 0 && char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}

using Havel.Fhir.Issues;
using Havel.Server.Responses;

namespace Havel.Server.Commands;

/// <summary>An issue as a line for people: place, severity, what, where in the resource.</summary>
internal static class IssueText
{
    /// <summary>The line.</summary>
    /// <param name="issue">What was found.</param>
    /// <param name="place">The file, and the line in it where the resource begins.</param>
    public static string Of(Issue issue, string place)
    {
        var line = issue.Line > 0 ? $" ({issue.Line}:{issue.Column})" : string.Empty;
        var expression = issue.Expression is null ? string.Empty : $" at {issue.Expression}";
        return $"{place}{line}: {IssueCodes.Of(issue.Severity)}: {issue.Message}{expression}";
    }
}

using Havel.Fhir.Issues;
using Havel.Server.Importing;
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
        return Of(place + line, issue);
    }

    /// <summary>The line for an issue with what a file holds: <c>file:line:column</c>, as editors open it.</summary>
    public static string Of(Issue issue, ImportItem item)
    {
        var line = item.Line + Math.Max(0, issue.Line - 1);
        return Of(issue.Line > 0 ? $"{item.File}:{line}:{issue.Column}" : $"{item.File}:{line}", issue);
    }

    private static string Of(string place, Issue issue)
    {
        var expression = issue.Expression is null ? string.Empty : $" at {issue.Expression}";
        return $"{place}: {IssueCodes.Of(issue.Severity)}: {issue.Message}{expression}";
    }
}

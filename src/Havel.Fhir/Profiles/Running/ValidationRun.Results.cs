using Havel.Fhir.Issues;

namespace Havel.Fhir.Profiles.Running;

/// <content>The findings as the caller gets them.</content>
internal sealed partial class ValidationRun
{
    /// <summary>The findings in the order of the text, each once.</summary>
    public IReadOnlyList<ValidationIssue> Results()
    {
        if (_findings.Count == 0)
            return [];

        var seen = new HashSet<(int, string)>();
        var results = new List<ValidationIssue>(_findings.Count);
        foreach (var finding in _findings.OrderBy(finding => finding.Node))
        {
            var isOverruled = finding.IsBaseBinding && _bound.Contains(finding.Node);
            if (!isOverruled && seen.Add((finding.Node, Essence(finding))))
                results.Add(ToIssue(finding));
        }

        if (_errors >= Settings.MaxIssues)
            results.Add(Remark(IssueSeverity.Error, $"There are {_errors} errors; the rest was not checked."));
        else if (_passedOver > 0)
            results.Add(Remark(IssueSeverity.Information, $"{_passedOver} more remarks are left out."));
        return results;
    }

    /// <summary>What makes two findings the same: the sentence without the profile that says it.</summary>
    private static string Essence(in Finding finding) => finding.Key is { } key
        ? key
        : finding.Profile is { } profile ? finding.Message.Replace(profile, "", StringComparison.Ordinal)
            : finding.Message;

    private ValidationIssue ToIssue(in Finding finding)
    {
        var (line, column) = NodePlaces.LineOf(Table, finding.Node);
        var path = NodePlaces.PathOf(Table, finding.Node);
        var issue = new Issue(finding.Severity, finding.Type, finding.Message, path, line, column);
        return new ValidationIssue(issue, finding.Profile, finding.Key);
    }

    private ValidationIssue Remark(IssueSeverity severity, string message) =>
        new(new Issue(severity, IssueType.TooCostly, message, Table.Root.Type.Name), null, null);
}

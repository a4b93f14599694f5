using Havel.Fhir.Issues;
using Havel.Server.Intake;

namespace Havel.Server.Interactions;

/// <summary>Issues of an entry, told with the place of the entry in its Bundle.</summary>
internal static class EntryIssues
{
    /// <summary>The issues, moved.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="issues">What was found in its resource.</param>
    /// <param name="hasLines">Whether their lines are those of the Bundle, not of the resource alone.</param>
    public static IReadOnlyList<Issue> Of(BundleEntry entry, IEnumerable<Issue> issues, bool hasLines = false) =>
    [
        .. issues.Select(issue => issue with
        {
            Expression = Place(entry, issue.Expression),
            Line = hasLines ? issue.Line : 0,
            Column = hasLines ? issue.Column : 0,
        }),
    ];

    // Patient.name[0] inside the entry is Bundle.entry[3].resource.name[0] in the Bundle.
    private static string Place(BundleEntry entry, string? inside)
    {
        if (inside is null)
            return entry.Path;

        var dot = inside.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? entry.Path + ".resource" : $"{entry.Path}.resource{inside[dot..]}";
    }
}

using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Server.Responses;

namespace Havel.Server.Records;

/// <summary>The parameters of <c>$everything</c>, read.</summary>
/// <param name="Types">The types wanted; empty for all.</param>
/// <param name="Since">Only what was written then or later.</param>
/// <param name="Care">The span of care dates; null for all.</param>
/// <param name="Count">Resources of a page.</param>
/// <param name="Issues">What could not be read.</param>
internal sealed record EverythingWishes(
    IReadOnlySet<string> Types, DateTimeOffset? Since, TimeRange? Care, int Count, IReadOnlyList<Issue> Issues)
{
    public bool Wants(string type) => Types.Count == 0 || Types.Contains(type);

    /// <summary>Reads them. What is unknown is refused: who asks by it means to get less.</summary>
    /// <param name="home">Knows the types.</param>
    /// <param name="pairs">Names and values.</param>
    /// <param name="allowsCare">Whether there are <c>start</c> and <c>end</c>, which only patients have.</param>
    public static EverythingWishes Read(Deployment home, IReadOnlyList<QueryPair> pairs, bool allowsCare)
    {
        var issues = new List<Issue>();
        var types = new HashSet<string>(StringComparer.Ordinal);
        DateTimeOffset? since = null;
        var care = TimeRange.Open;
        var count = Limits.MaxPageSize;
        foreach (var (name, value) in pairs)
        {
            switch (name)
            {
                case "_type":
                    ReadTypes(home, value, types, issues);
                    break;
                case "_since" when FhirTime.TryInstant(value, out var instant):
                    since = instant;
                    break;
                case "_count" when int.TryParse(value, out var number) && number > 0:
                    count = Math.Min(number, Limits.MaxPageSize);
                    break;
                case "start" when allowsCare && TimeRange.TryParse(value, out var start):
                    care = care with { Low = start.Low };
                    break;
                case "end" when allowsCare && TimeRange.TryParse(value, out var end):
                    care = care with { High = end.High };
                    break;
                default:
                    issues.Add(Refuse(name, allowsCare));
                    break;
            }
        }

        return new EverythingWishes(types, since, care == TimeRange.Open ? null : care, count, issues);
    }

    private static void ReadTypes(Deployment home, string value, HashSet<string> types, List<Issue> issues)
    {
        foreach (var name in value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (home.Types.Find(name) is { } type)
                types.Add(type);
            else
                issues.Add(Issue.Error(IssueType.Value, "A value of _type is no resource type of R4."));
        }
    }

    private static Issue Refuse(string name, bool allowsCare) => name switch
    {
        "_since" => Issue.Error(IssueType.Value, "_since must be an instant."),
        "_count" => Issue.Error(IssueType.Value, "_count must be a number above 0."),
        "start" or "end" when allowsCare => Issue.Error(IssueType.Value, $"{name} must be a date."),
        _ => Issue.Error(IssueType.NotSupported, allowsCare
            ? "$everything takes start, end, _since, _type and _count."
            : "$everything takes _since, _type and _count."),
    };
}

using Havel.Fhir.Issues;

namespace Havel.Fhir.Search.Reading;

/// <summary>What one reading of a query string has at hand and gathers.</summary>
internal sealed class ReadState(SearchCatalog catalog, string? ownBase, SearchHandling handling, DateTimeOffset now)
{
    public SearchCatalog Catalog { get; } = catalog;

    /// <summary>This server's base address without a slash at its end, or null.</summary>
    public string? OwnBase { get; } = ownBase;

    /// <summary>The instant of the request in milliseconds since 1970.</summary>
    public long Now { get; } = now.ToUnixTimeMilliseconds();

    public List<Issue> Issues { get; } = [];

    /// <summary>Refuses the search: what was sent cannot be meant as it stands.</summary>
    public void Refuse(IssueType type, string message) => Issues.Add(Issue.Error(type, message));

    /// <summary>Reports a parameter that is left out, or refuses the search where the client asked for that.</summary>
    public void LeaveOut(IssueType type, string message)
    {
        var severity = handling == SearchHandling.Strict ? IssueSeverity.Error : IssueSeverity.Warning;
        var ending = handling == SearchHandling.Strict ? string.Empty : " It was left out of the search.";
        Issues.Add(new Issue(severity, type, message + ending));
    }
}

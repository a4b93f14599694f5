using Havel.Fhir.Issues;

namespace Havel.Fhir.Search.Reading;

/// <summary>What one reading of a query string has at hand and gathers.</summary>
internal sealed class ReadState(
    SearchCatalog catalog, string? ownBase, SearchHandling handling, DateTimeOffset now, ISearchTerms? terms)
{
    private int _branches;

    public SearchCatalog Catalog { get; } = catalog;

    /// <summary>This server's base address without a slash at its end, or null.</summary>
    public string? OwnBase { get; } = ownBase;

    /// <summary>The instant of the request in milliseconds since 1970.</summary>
    public long Now { get; } = now.ToUnixTimeMilliseconds();

    /// <summary>What value sets and code systems say; null where nobody can be asked.</summary>
    public ISearchTerms? Terms { get; } = terms;

    public List<Issue> Issues { get; } = [];

    /// <summary>The custom parameters that were used.</summary>
    public List<SearchParameter> Custom { get; } = [];

    /// <summary>Counts one more type that a chain leads to.</summary>
    /// <returns>False where there are too many; then the search is refused.</returns>
    public bool Branch()
    {
        if (++_branches <= Limits.SearchBranches)
            return true;

        if (_branches == Limits.SearchBranches + 1)
        {
            Refuse(
                IssueType.TooCostly,
                $"The chains of this search lead to more than {Limits.SearchBranches} types. Name the types that are "
                + "meant: subject:Patient.name.");
        }

        return false;
    }

    /// <summary>Begins to try a chain for several types.</summary>
    public BranchIssues BeginBranches() => new(Issues);

    /// <summary>The parameter of that code; null where there is none, or where it cannot be searched yet.</summary>
    public SearchParameter? Find(string? type, string code)
    {
        var parameter = Catalog.Find(type, code);
        if (parameter is { Registration: not 0 })
            Custom.Add(parameter);

        return parameter;
    }

    /// <summary>Reports a parameter that is being indexed: half the matches would look like all of them.</summary>
    /// <returns>Whether it is one.</returns>
    public bool IsUnfinished(string? type, string code)
    {
        if (!Catalog.IsUnfinished(type, code))
            return false;

        var message = $"The search parameter {code} is new: resources are still being indexed for it.";
        if (handling == SearchHandling.Lenient)
            LeaveOut(IssueType.Transient, message);
        else
            Refuse(IssueType.Transient, message + " Ask again later; $index-status tells how far it is.");

        return true;
    }

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

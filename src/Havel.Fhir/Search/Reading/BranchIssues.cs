using Havel.Fhir.Issues;

namespace Havel.Fhir.Search.Reading;

/// <summary>The issues of a chain that is tried for several types. Where the rest of it has no meaning for one of them,
/// the others count alone; only where it has none for any is that an issue: the first one.
/// Source: https://hl7.org/fhir/R4/search.html#chaining.</summary>
/// <param name="issues">The issues of the whole search.</param>
internal sealed class BranchIssues(List<Issue> issues)
{
    private readonly int _before = issues.Count;
    private readonly List<Issue> _first = [];

    /// <summary>Sets the issues of a type apart.</summary>
    /// <returns>False where the whole search fails: it is too much, or an index is not finished.</returns>
    public bool MayFail()
    {
        for (var at = _before; at < issues.Count; at++)
        {
            if (issues[at].Type is IssueType.TooCostly or IssueType.TooLong or IssueType.Transient)
                return false;
        }

        if (_first.Count == 0)
            _first.AddRange(issues.Skip(_before));

        issues.RemoveRange(_before, issues.Count - _before);
        return true;
    }

    /// <summary>Reports what was set apart unless some type was fit.</summary>
    /// <returns>Whether some type was.</returns>
    public bool End(bool isAnyFit)
    {
        if (!isAnyFit)
            issues.AddRange(_first);

        return isAnyFit;
    }
}

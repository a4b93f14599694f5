using Havel.Fhir.Issues;

namespace Havel.Fhir.Search;

/// <summary>What became of a query string.</summary>
/// <param name="Query">The query of everything that was understood; to be run only if <see cref="IsValid"/>.</param>
/// <param name="Issues">Errors refuse the search; warnings go into the answer's outcome entry.</param>
public sealed record SearchParseResult(SearchQuery Query, IReadOnlyList<Issue> Issues)
{
    public bool IsValid
    {
        get
        {
            foreach (var issue in Issues)
            {
                if (issue.IsError)
                    return false;
            }

            return true;
        }
    }
}

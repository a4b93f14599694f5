using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Search.Reading;

/// <summary>Sorting by distance, which takes a place to reckon from: the one that the search is near.</summary>
internal static class NearSort
{
    /// <summary>The sort keys, those by distance with the places they are reckoned from.</summary>
    public static List<SortKey> WithPlaces(
        ReadState state, List<SortKey> sort, IReadOnlyList<SearchClause> clauses)
    {
        for (var at = 0; at < sort.Count; at++)
        {
            if (sort[at].Parameter.Kind != SearchParameterKind.Special)
                continue;

            var places = PlacesOf(clauses);
            if (places.Count == 0)
                state.Refuse(IssueType.Value, "_sort=near takes a search by near, from whose place it reckons.");

            sort[at] = sort[at] with { Places = places };
        }

        return sort;
    }

    /// <summary>The places of the first condition by distance on the resource itself; empty where there is
    /// none.</summary>
    public static IReadOnlyList<NearValue> PlacesOf(IReadOnlyList<SearchClause> clauses)
    {
        foreach (var clause in clauses)
        {
            if (clause is ValueClause { Parameter.Kind: SearchParameterKind.Special } near)
                return [.. near.Values.Cast<NearValue>()];
        }

        return [];
    }
}

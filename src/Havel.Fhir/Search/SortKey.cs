namespace Havel.Fhir.Search;

/// <summary>One key of <c>_sort</c>. Source: https://hl7.org/fhir/R4/search.html#_sort.</summary>
/// <param name="Parameter">What is sorted by.</param>
/// <param name="IsDescending">True for <c>-code</c>.</param>
public sealed record SortKey(SearchParameter Parameter, bool IsDescending)
{
    /// <summary>For <c>near</c>: the places from which the distance is reckoned, to the nearest of them.</summary>
    public IReadOnlyList<NearValue> Places { get; init; } = [];
}

namespace Havel.Fhir.Search;

/// <summary>A search as understood: types, conditions and what the answer shall look like. Immutable.</summary>
public sealed record SearchQuery
{
    /// <summary>The resource types searched: one for <c>GET Type</c>, those of <c>_type</c> at system level,
    /// empty for all types.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>The conditions; all must hold.</summary>
    public IReadOnlyList<SearchClause> Clauses { get; init; } = [];

    public IReadOnlyList<IncludeClause> Includes { get; init; } = [];

    public IReadOnlyList<SortKey> Sort { get; init; } = [];

    /// <summary>Page size: between 0 and <see cref="Limits.PageSize"/>; 0 asks for the total alone.</summary>
    public int Count { get; init; } = Limits.DefaultPageSize;

    public TotalMode Total { get; init; }

    public SummaryMode Summary { get; init; }

    /// <summary>Top-level elements of <c>_elements</c>; empty for all.</summary>
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>The parameters that were understood, as sent, in their order: what the self link repeats.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Applied { get; init; } = [];

    /// <summary>The custom parameters that it uses. Whoever runs it makes sure that
    /// <see cref="SearchCatalog.Holds"/> each of them still: their rows go away with them.</summary>
    public IReadOnlyList<SearchParameter> Custom { get; init; } = [];

    /// <summary>Whether and how contained resources are searched; null for not at all.</summary>
    public ContainedSearch? Contained { get; init; }

    /// <summary>The places that matches are near, where the search is by distance; else empty.</summary>
    public IReadOnlyList<NearValue> Places => Reading.NearSort.PlacesOf(Clauses);

    /// <summary>Whether only the number is asked for (<c>_summary=count</c> or <c>_count=0</c>).
    /// Source: https://hl7.org/fhir/R4/search.html#count.</summary>
    public bool IsCountOnly => Summary == SummaryMode.Count || Count == 0;
}

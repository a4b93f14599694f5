namespace Havel.Fhir.Search;

/// <summary>The limits of a query string; each is named in docs/search.md.</summary>
public static class SearchLimits
{
    /// <summary>Greatest page size; a larger <c>_count</c> is cut to it, as https://hl7.org/fhir/R4/search.html#count allows.</summary>
    public const int PageSize = 1000;

    /// <summary>Page size where none is asked for.</summary>
    public const int DefaultPageSize = 50;

    /// <summary>Characters of a string that are indexed; longer texts are found by their beginning.</summary>
    public const int IndexedText = 512;
}

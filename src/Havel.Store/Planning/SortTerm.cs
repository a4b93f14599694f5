using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>A sort key as a plan computes it. Resources without a value come last in both directions.
/// Source: https://hl7.org/fhir/R4/search.html#_sort.</summary>
/// <param name="Kind">What is compared.</param>
/// <param name="Table">For <see cref="SortKind.Row"/>: the index rows.</param>
/// <param name="Slots">For <see cref="SortKind.Row"/>: the slots. Of several values the lowest counts, descending the
/// highest.</param>
/// <param name="IsDescending">Highest first.</param>
internal sealed record SortTerm(SortKind Kind, IndexTable Table, IReadOnlyList<int> Slots, bool IsDescending)
{
    /// <summary>For <see cref="SortKind.Text"/>: what is sorted by.</summary>
    public SearchParameter? Parameter { get; init; }

    /// <summary>For <see cref="SortKind.Row"/>: the places whose distance is the key instead of the value; empty for
    /// the value.</summary>
    public IReadOnlyList<NearValue> Places { get; init; } = [];

    /// <summary>Bytes of the key in a page cursor, without the mark for "missing".</summary>
    public int KeyBytes => IsText ? Limits.SortTextBytes : sizeof(long);

    public bool IsText => Kind is SortKind.Id or SortKind.Text || (Kind == SortKind.Row && Table == IndexTable.String);

    public bool IsReal => Kind == SortKind.Row && Table is IndexTable.Number or IndexTable.Quantity;
}

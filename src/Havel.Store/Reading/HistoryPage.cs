namespace Havel.Store.Reading;

/// <summary>A page of history, newest first.</summary>
/// <param name="Status">For one resource whether there is one; <see cref="ReadStatus.Found"/> for types and the
/// system.</param>
/// <param name="Versions">The versions that the grant permits.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="Issue">Why there is no page, though something was found: more work than
/// <see cref="Limits.QuerySeconds"/>.</param>
public sealed record HistoryPage(
    ReadStatus Status,
    IReadOnlyList<ResourceVersion> Versions,
    long Total,
    PageCursor? Next,
    Fhir.Issues.Issue? Issue = null)
{
    public static HistoryPage NotFound { get; } = new(ReadStatus.NotFound, [], 0, null);
}

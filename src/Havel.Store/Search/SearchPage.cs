using Havel.Store.Reading;

namespace Havel.Store.Search;

/// <summary>A page of search results.</summary>
/// <param name="Matches">The resources found, in order; empty where only the number was asked for.</param>
/// <param name="Included">What <c>_include</c> and <c>_revinclude</c> bring, each resource once and none that is a
/// match
/// of this page.</param>
/// <param name="Total">How many matches there are on all pages, exactly; null where <c>_total=none</c>.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="IsCut">Whether there was more to include than <see cref="Limits.IncludedResources"/>: to be
/// told.</param>
public sealed record SearchPage(
    IReadOnlyList<ResourceVersion> Matches,
    IReadOnlyList<ResourceVersion> Included,
    long? Total,
    PageCursor? Next,
    bool IsCut)
{
    /// <summary>Where the page before ends; null on the first one.</summary>
    public PageCursor? Previous { get; init; }
}

using Havel.Store.Reading;

namespace Havel.Store.Search;

/// <summary>What a plan found for one page.</summary>
/// <param name="Rids">The matches in order.</param>
/// <param name="Total">All matches; null where nobody asked.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
internal sealed record FoundPage(List<long> Rids, long? Total, PageCursor? Next)
{
    /// <summary>Where the page before ends; null on the first one.</summary>
    public PageCursor? Previous { get; init; }

    /// <summary>The matches themselves, where the statement brought them along.</summary>
    public List<ResourceVersion>? Matches { get; init; }

    /// <summary>Subject and date of each match, where the statement brought matches along.</summary>
    public List<(long Subject, long At)>? Places { get; init; }
}

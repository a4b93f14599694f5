using Havel.Fhir.Search;
using Havel.Store.Reading;

namespace Havel.Store.Search;

/// <summary>Runs a search that contained resources take part in: first what stands by itself, where that is asked for
/// too, then what is contained, each in the default order.</summary>
internal static class ContainedRunner
{
    /// <summary>One page of the answer.</summary>
    /// <param name="session">The request.</param>
    /// <param name="query">The query.</param>
    /// <param name="after">Where the page begins; null for the first.</param>
    /// <param name="others">Searches what stands by itself.</param>
    public static SearchResult Run(
        ReadSession session,
        SearchQuery query,
        PageCursor? after,
        Func<SearchQuery, PageCursor?, SearchResult> others)
    {
        // What is contained comes first here, since the other search ends the transaction.
        var contained = new ContainedMatches(session, query);
        if (contained.Find() is { } fault)
            return new SearchResult(null, fault);

        var place = CursorCodec.ReadContained(after);
        var page = new SearchPage([], [], 0, null, IsCut: false);
        if (!query.Contained!.IsOnly)
        {
            // Behind them only their number is wanted.
            var rest = place is null ? query : query with { Count = 0 };
            var result = others(rest with { Contained = null }, place is null ? after : null);
            if (result.Page is null)
                return result;

            page = result.Page;
        }

        var counts = query.Total != TotalMode.None || query.IsCountOnly;
        page = page with { Total = counts ? page.Total + contained.Found.Count : null };
        var isWhole = query.IsCountOnly || page.Next is not null;
        return new SearchResult(isWhole ? page : Filled(query, page, contained, place), null);
    }

    private static SearchPage Filled(
        SearchQuery query, SearchPage page, ContainedMatches contained, (ContainedPlace Place, bool IsBack)? from)
    {
        var found = contained.Found;
        var room = query.Count - page.Matches.Count;
        var begin = from is null ? 0 : found.FindIndex(match => match.Place.CompareTo(from.Value.Place) > 0);
        begin = begin < 0 ? found.Count : begin;
        var end = Math.Min(found.Count, begin + room);
        if (from is { IsBack: true } back)
        {
            end = found.FindIndex(match => match.Place.CompareTo(back.Place) >= 0);
            end = end < 0 ? found.Count : end;
            begin = Math.Max(0, end - room);
        }

        var last = end > begin ? found[end - 1].Place : from?.Place ?? ContainedPlace.First;
        return page with
        {
            Matches = [.. page.Matches, .. found.GetRange(begin, end - begin).Select(match => match.Resource)],
            Next = end < found.Count ? CursorCodec.WriteContained(last, isBack: false) : null,
            Previous = query.Contained!.IsOnly && begin > 0
                ? CursorCodec.WriteContained(found[Math.Min(begin, found.Count - 1)].Place, isBack: true)
                : page.Previous,
        };
    }
}

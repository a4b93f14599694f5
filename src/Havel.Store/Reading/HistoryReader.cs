using Havel.Store.Planning;

namespace Havel.Store.Reading;

/// <summary>Reads history, newest first: current versions from <c>resource</c>, older ones from <c>history</c>, merged
/// in
/// the order of their indexes. A version shows if its own guard and that of the current version permit it.
/// Source: https://hl7.org/fhir/R4/http.html#history.</summary>
internal static class HistoryReader
{
    public static HistoryPage Read(ReadSession session, HistoryQuery query, PageCursor? after)
    {
        var rid = 0L;
        if (query is { Type: not null, Id: not null } &&
            ResourceReader.Current(session, query.Type, query.Id, out rid).Status == ReadStatus.NotFound)
        {
            return HistoryPage.NotFound;
        }

        if (query.Type is not null && session.Types.Find(query.Type) is null)
            return HistoryPage.NotFound;

        var scope = new HistoryScope(
            query.Type is null ? null : session.Types.IdOf(query.Type),
            query.Id is null ? null : rid,
            query.Since?.ToUnixTimeMilliseconds() ?? long.MinValue)
        {
            At = query.At,
            IsOldestFirst = query.IsOldestFirst,
            Rids = RidsOf(session, query.Members),
        };
        if (scope.Rids is { Count: 0 })
            return new HistoryPage(ReadStatus.Found, [], 0, null);

        var versions = new List<ResourceVersion>();
        var next = Page(session, scope, query.Count, After(after, query.IsOldestFirst), versions);
        HistoryWriter.Count(session.Sql, scope, session.IsGuarded);
        return new HistoryPage(ReadStatus.Found, versions, session.Scalar(), next);
    }

    /// <summary>The resources of a list that the grant shows.</summary>
    private static List<long>? RidsOf(ReadSession session, IReadOnlyList<string>? members)
    {
        if (members is null)
            return null;

        var rids = new List<long>();
        foreach (var member in members)
        {
            var slash = member.IndexOf('/', StringComparison.Ordinal);
            var read = ResourceReader.Current(session, member[..slash], member[(slash + 1)..], out var rid);
            if (read.Status != ReadStatus.NotFound)
                rids.Add(rid);
        }

        return rids;
    }

    private static (long Updated, long Rid, long Version) After(PageCursor? cursor, bool isOldestFirst) =>
        cursor is null && isOldestFirst
            ? (long.MinValue, long.MinValue, long.MinValue)
            : CursorCodec.ReadHistory(cursor);

    private static PageCursor? Page(
        ReadSession session,
        HistoryScope scope,
        int count,
        (long Updated, long Rid, long Version) after,
        List<ResourceVersion> versions)
    {
        HistoryWriter.Page(session.Sql, scope, after, session.IsGuarded, count + 1);
        var rows = session.Sql.Prepare(session.Connection);
        var next = default(PageCursor);
        while (rows.Step())
        {
            if (versions.Count == count)
            {
                next = CursorCodec.WriteHistory(after.Updated, after.Rid, after.Version);
                break;
            }

            versions.Add(ResourceReader.Version(session, rows));
            after = (rows.Int64(3), rows.Int64(6), rows.Int64(2));
        }

        rows.Reset();
        return next;
    }
}

using Havel.Store.Databases;

namespace Havel.Store.Reading;

/// <summary>Reads history, newest first: current versions from <c>resource</c>, older ones from <c>history</c>, merged
/// in
/// the order of their indexes. A version shows if its own guard and that of the current version permit it.
/// Source: https://hl7.org/fhir/R4/http.html#history.</summary>
internal static class HistoryReader
{
    private const string Columns = "type, id, version, updated, method, body, rid";

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
            query.Type is null ? null : session.Types.IdOf(query.Type), query.Id is null ? null : rid);
        var since = query.Since?.ToUnixTimeMilliseconds() ?? long.MinValue;
        var versions = new List<ResourceVersion>();
        var next = Page(session, scope, since, query.Count, CursorCodec.ReadHistory(after), versions);
        return new HistoryPage(ReadStatus.Found, versions, Total(session, scope, since), next);
    }

    private static PageCursor? Page(
        ReadSession session,
        HistoryScope scope,
        long since,
        int count,
        (long Updated, long Rid, long Version) after,
        List<ResourceVersion> versions)
    {
        var (current, older) = Sources(session, scope, "AND (updated, rid, version) < (?1, ?2, ?3) AND updated >= ?4");
        var rows = session.Connection.Cached(
            $"SELECT {Columns} FROM {current} UNION ALL SELECT {Columns} FROM {older} " +
            "ORDER BY updated DESC, rid DESC, version DESC");
        rows.Bind(1, after.Updated);
        rows.Bind(2, after.Rid);
        rows.Bind(3, after.Version);
        rows.Bind(4, since);
        Scope(rows, scope);
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

    private static long Total(ReadSession session, HistoryScope scope, long since)
    {
        var (current, older) = Sources(session, scope, "AND updated >= ?4");
        var rows = session.Connection.Cached(
            $"SELECT (SELECT count(*) FROM {current}) + (SELECT count(*) FROM {older})");
        rows.Bind(4, since);
        Scope(rows, scope);
        var total = rows.Step() ? rows.Int64(0) : 0;
        rows.Reset();
        return total;
    }

    private static (string Current, string Older) Sources(ReadSession session, HistoryScope scope, string bounds)
    {
        var ofCurrent = bounds.Replace("updated", "r.updated", StringComparison.Ordinal)
            .Replace(" rid", " r.rid", StringComparison.Ordinal)
            .Replace(" version", " r.version", StringComparison.Ordinal);
        var ofOlder = ofCurrent.Replace("r.", "h.", StringComparison.Ordinal);
        return ($"""
            (SELECT r.type, r.id, r.version, r.updated, r.method, r.body, r.rid FROM resource r
             WHERE {scope.Condition("r")} {ofCurrent}{session.Guarded("r")})
            """, $"""
            (SELECT h.type, r.id, h.version, h.updated, h.method, h.body, h.rid FROM history h CROSS JOIN resource r
             WHERE r.rid = h.rid AND {scope.Condition("h")} {ofOlder}{session.Guarded("h")}{session.Guarded("r")})
            """);
    }

    private static void Scope(Statement rows, HistoryScope scope)
    {
        if (scope.Value is { } value)
            rows.Bind(5, value);
    }
}

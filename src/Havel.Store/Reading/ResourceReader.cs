using Havel.Fhir.Search;
using Havel.Store.Databases;
using Havel.Store.Bodies;
using Havel.Store.Writing;

namespace Havel.Store.Reading;

/// <summary>Reads single resources and versions.</summary>
internal static class ResourceReader
{
    private const string ByKeySql = """
        SELECT type, id, version, updated, method, body, rid, subject, guard FROM resource WHERE key = ?1
        """;

    private const string AloneSql = $"""
        SELECT type, id, version, updated, method, body, rid, subject, guard,
            (SELECT value FROM meta WHERE name = '{Schema.MetaName.PolicyVersion}')
        FROM resource WHERE key = ?1
        """;

    private const string ByRidSql = "SELECT type, id, version, updated, method, body FROM resource WHERE rid = ?1";

    private const string ByRidsSql = """
        SELECT type, id, version, updated, method, body, rid FROM resource WHERE rid = ANY(?1)
        """;

    private const string VersionSql = """
        SELECT ?1, ?2, version, updated, method, body, rid, subject, guard FROM history WHERE rid = ?3 AND version = ?4
        """;

    /// <summary>The current version. Missing and hidden are one answer, and take one way.</summary>
    public static ReadResult Read(ReadSession session, string type, string id) =>
        Current(session, type, id, out _);

    /// <summary>One version. Where the current one is hidden, all are; else each is judged by its own guard.</summary>
    public static ReadResult ReadVersion(ReadSession session, string type, string id, long version)
    {
        var current = Current(session, type, id, out var rid);
        if (current.Status == ReadStatus.NotFound || current.Resource.Version == version)
            return current;

        var row = session.Connection.Cached(VersionSql);
        row.Bind(1, session.Types.IdOf(type));
        row.BindText(2, id);
        row.Bind(3, rid);
        row.Bind(4, version);
        var result = row.Step() && session.Sees(row.Int64(7), row.Int32(8)) ? Result(session, row) : default;
        row.Reset();
        return result;
    }

    /// <summary>The current version by one statement, which tells the policy version it saw.</summary>
    /// <param name="session">The request.</param>
    /// <param name="type">Resource type.</param>
    /// <param name="id">Logical id.</param>
    /// <param name="fits">Whether the request's policies are those of a version.</param>
    /// <returns>Null where they are not: then nothing can be said.</returns>
    public static ReadResult? ReadAlone(ReadSession session, string type, string id, Func<long, bool> fits)
    {
        if (session.Types.Find(type) is not { } number)
            return default(ReadResult);

        var row = session.Connection.Cached(AloneSql);
        row.Bind(1, SearchHash.Key(type, id));
        var result = default(ReadResult);
        var isCurrent = true;
        while (isCurrent && row.Step())
        {
            if (row.Int32(0) != number || !row.TextEquals(1, id))
                continue;

            isCurrent = fits(row.Int64(9));
            if (isCurrent && session.Sees(row.Int64(7), row.Int32(8)))
                result = Result(session, row);
        }

        row.Reset();
        return isCurrent ? result : null;
    }

    /// <summary>The current version with its rid, deleted ones too where the grant permits their last
    /// content.</summary>
    public static ReadResult Current(ReadSession session, string type, string id, out long rid)
    {
        rid = 0;
        if (session.Types.Find(type) is not { } number)
            return default;

        var row = session.Connection.Cached(ByKeySql);
        row.Bind(1, SearchHash.Key(type, id));
        var result = default(ReadResult);
        while (row.Step())
        {
            if (row.Int32(0) != number || !row.TextEquals(1, id) || !session.Sees(row.Int64(7), row.Int32(8)))
                continue;

            rid = row.Int64(6);
            result = Result(session, row);
        }

        row.Reset();
        return result;
    }

    /// <summary>A live resource that a plan found.</summary>
    public static ResourceVersion Fetch(ReadSession session, long rid)
    {
        var row = session.Connection.Cached(ByRidSql);
        row.Bind(1, rid);
        if (!row.Step())
            throw new InvalidOperationException($"An index row stands for resource {rid}, which is not there.");

        var version = Version(session, row);
        row.Reset();
        return version;
    }

    /// <summary>Live resources that a plan found, in the order of their numbers here. Where each question is a way over
    /// a wire, all are asked for at once.</summary>
    public static List<ResourceVersion> FetchAll(ReadSession session, List<long> rids)
    {
        if (rids.Count < 2 || !session.Connection.IsShared)
            return rids.ConvertAll(rid => Fetch(session, rid));

        var places = new Dictionary<long, int>(rids.Count);
        for (var index = 0; index < rids.Count; index++)
            places.Add(rids[index], index);

        var versions = new ResourceVersion[rids.Count];
        var found = 0;
        var rows = session.Connection.Cached(ByRidsSql);
        rows.Bind(1, [.. rids]);
        while (rows.Step())
        {
            versions[places[rows.Int64(6)]] = Version(session, rows);
            found++;
        }

        rows.Reset();
        return found == rids.Count
            ? [.. versions]
            : throw new InvalidOperationException("An index row stands for a resource that is not there.");
    }

    /// <summary>The version in a row that begins with type, id, version, updated, method, body.</summary>
    /// <param name="session">The request.</param>
    /// <param name="row">The row.</param>
    /// <param name="first">Where it begins.</param>
    public static ResourceVersion Version(ReadSession session, Statement row, int first = 0) => new(
        session.Types.NameOf(row.Int32(first)),
        row.String(first + 1),
        row.Int64(first + 2),
        DateTimeOffset.FromUnixTimeMilliseconds(row.Int64(first + 3)),
        (WriteMethod)row.Int32(first + 4),
        BodyCodec.Unpack(row.Blob(first + 5), row.Int64(first + 2), row.Int64(first + 3)));

    private static ReadResult Result(ReadSession session, Statement row)
    {
        var version = Version(session, row);
        return new ReadResult(version.IsDeleted ? ReadStatus.Gone : ReadStatus.Found, version);
    }
}

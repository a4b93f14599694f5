using Havel.Store.Bodies;
using Havel.Store.Indexing;
using Havel.Store.Databases;

namespace Havel.Store.Writing;

/// <summary>Writes <c>resource</c> and <c>history</c>.</summary>
internal sealed class ResourceTable
{
    private const string Columns = "rid, type, id, version, subject, guard, at, updated, deleted";

    private readonly Connection _writer;
    private readonly Statement _find;
    private readonly Statement _at;
    private readonly Statement _body;
    private readonly Statement _insert;
    private readonly Statement _archive;
    private readonly Statement _update;
    private readonly Statement _move;
    private long _lastRid;

    public ResourceTable(Connection writer)
    {
        _writer = writer;
        _find = writer.Prepare($"SELECT {Columns} FROM resource WHERE key = ?1");
        _at = writer.Prepare($"SELECT {Columns} FROM resource WHERE rid = ?1");
        _body = writer.Prepare("SELECT body, version, updated FROM resource WHERE rid = ?1");
        _insert = writer.PrepareMany(new ManyRows(
            ManyKind.Insert, "resource", ["rid"],
            "subject", "guard", "at", "version", "updated", "deleted", "method", "body", "key", "type", "id"));
        _archive = writer.Prepare("""
            INSERT INTO history(rid, type, version, subject, guard, at, updated, deleted, method, body)
            SELECT rid, type, version, subject, guard, at, updated, deleted, method, body FROM resource WHERE rid = ?1
            """);
        _update = writer.Prepare("""
            UPDATE resource SET subject = ?2, guard = ?3, at = ?4, version = ?5, updated = ?6, deleted = ?7,
                method = ?8, body = ?9 WHERE rid = ?1
            """);
        _move = writer.Prepare("UPDATE resource SET subject = ?2, guard = ?3 WHERE rid = ?1");
        Renew();
    }

    /// <summary>What is known of resources in the running transaction.</summary>
    public KnownResources Known { get; } = new();

    /// <summary>Looks up again what numbers are free, because another process has written.</summary>
    public void Renew() => _lastRid = _writer.Scalar("SELECT max(rid) FROM resource");

    /// <summary>From now on numbers are above this one.</summary>
    public void Pass(long rid) => _lastRid = Math.Max(_lastRid, rid);

    /// <summary>A number for a new resource. A number whose batch is undone stays unused.</summary>
    public long NextRid() => ++_lastRid;

    /// <summary>The current version of a resource, deleted ones too; null where there never was one.</summary>
    /// <param name="type">Number of the type.</param>
    /// <param name="id">Logical id.</param>
    /// <param name="key">Hash of both; another resource may share it.</param>
    public StoredResource? Find(int type, string id, long key)
    {
        if (Known.TryFind(type, id, key, out var known))
            return known;

        StoredResource? found = null;
        _find.Bind(1, key);
        while (found is null && _find.Step())
        {
            var stored = Read(_find);
            if (stored.Type == type && string.Equals(stored.Id, id, StringComparison.Ordinal))
                found = stored;
        }

        _find.Reset();
        return found;
    }

    /// <summary>The current version of the resource of that number, or null.</summary>
    public StoredResource? At(long rid)
    {
        _at.Bind(1, rid);
        StoredResource? found = _at.Step() ? Read(_at) : null;
        _at.Reset();
        return found;
    }

    /// <summary>Whether the current version has that content, byte for byte.</summary>
    public bool HasContent(long rid, ReadyResource resource)
    {
        if (Known.TryBody(rid, out var known, out _))
            return IsSame(known.Span, resource);

        _body.Bind(1, rid);
        var same = _body.Step() && IsSame(_body.Blob(0), resource);
        _body.Reset();
        return same;
    }

    // What an earlier Havel packed looks otherwise and may say the same.
    private static bool IsSame(ReadOnlySpan<byte> stored, ReadyResource resource) =>
        stored.SequenceEqual(resource.Packed.Span)
        || BodyCodec.Unpack(stored, 1, 0).AsSpan().SequenceEqual(resource.Write(1, 0));

    /// <summary>The current body as it is sent.</summary>
    public byte[] BodyOf(long rid)
    {
        if (Known.TryBody(rid, out var known, out var stored))
            return BodyCodec.Unpack(known.Span, stored.Version, stored.Updated);

        _body.Bind(1, rid);
        var body = _body.Step() ? BodyCodec.Unpack(_body.Blob(0), _body.Int64(1), _body.Int64(2)) : [];
        _body.Reset();
        return body;
    }

    public void Insert(in VersionRow row, int type, string id, long key)
    {
        Bind(_insert, row);
        _insert.Bind(10, key);
        _insert.Bind(11, type);
        _insert.BindText(12, id);
        _insert.Run();
        Known.Inserted(row, type, id, key);
    }

    /// <summary>Puts the current version into the history and another in its place.</summary>
    public void Replace(in VersionRow row)
    {
        _archive.Bind(1, row.Place.Rid);
        _archive.Run();
        Bind(_update, row);
        _update.Run();
        Known.Replaced(row);
    }

    /// <summary>Gives the current version another subject and guard.</summary>
    public void Move(in Place place)
    {
        _move.Bind(1, place.Rid);
        _move.Bind(2, place.Subject);
        _move.Bind(3, place.Guard);
        _move.Run();
        Known.Moved(place);
    }

    /// <summary>Gives the current version another content under its number and time.</summary>
    public void Amend(in Place place, ReadOnlySpan<byte> body)
    {
        var amend = _writer.Cached(
            "UPDATE resource SET subject = ?2, guard = ?3, at = ?4, body = ?5 WHERE rid = ?1");
        amend.Bind(1, place.Rid);
        amend.Bind(2, place.Subject);
        amend.Bind(3, place.Guard);
        amend.Bind(4, place.At);
        amend.BindBlob(5, body);
        amend.Run();
        Known.Clear();
    }

    /// <summary>An older version that is no deletion, with its body; null where there is none.</summary>
    public (StoredResource Version, byte[] Body)? Older(in StoredResource current, int version)
    {
        var row = _writer.Cached("""
            SELECT subject, at, guard, updated, body FROM history WHERE rid = ?1 AND version = ?2 AND deleted = 0
            """);
        row.Bind(1, current.Rid);
        row.Bind(2, version);
        (StoredResource, byte[])? found = row.Step()
            ? (current with
            {
                Version = version,
                Place = new Place(current.Rid, row.Int64(0), row.Int64(1), row.Int32(2)),
                Updated = row.Int64(3),
                IsDeleted = false,
            }, BodyCodec.Unpack(row.Blob(4), version, row.Int64(3)))
            : null;
        row.Reset();
        return found;
    }

    /// <summary>Gives an older version another content under its number and time.</summary>
    public void AmendOlder(in Place place, int version, ReadOnlySpan<byte> body)
    {
        MoveOlder(place, version, isDeletion: false);
        var amend = _writer.Cached("UPDATE history SET body = ?3 WHERE rid = ?1 AND version = ?2");
        amend.Bind(1, place.Rid);
        amend.Bind(2, version);
        amend.BindBlob(3, body);
        amend.Run();

        // A deletion is seen by those who saw what was deleted.
        MoveOlder(place, version + 1, isDeletion: true);
    }

    private void MoveOlder(in Place place, int version, bool isDeletion)
    {
        var move = _writer.Cached(
            "UPDATE history SET subject = ?3, guard = ?4 WHERE rid = ?1 AND version = ?2 AND deleted = ?5");
        move.Bind(1, place.Rid);
        move.Bind(2, version);
        move.Bind(3, place.Subject);
        move.Bind(4, place.Guard);
        move.Bind(5, isDeletion ? 1 : 0);
        move.Run();
    }

    /// <summary>Whether a version is there, current or older, with that time and content.</summary>
    /// <param name="current">The current version.</param>
    /// <param name="version">Which one.</param>
    /// <param name="updated">Its time.</param>
    /// <param name="packed">Its body as it is stored; empty for a deletion.</param>
    public bool HasVersion(in StoredResource current, int version, long updated, ReadOnlySpan<byte> packed)
    {
        var row = _writer.Cached(current.Version == version
            ? "SELECT updated, body FROM resource WHERE rid = ?1 AND version = ?2"
            : "SELECT updated, body FROM history WHERE rid = ?1 AND version = ?2");
        row.Bind(1, current.Rid);
        row.Bind(2, version);
        var found = row.Step() && row.Int64(0) == updated && row.Blob(1).SequenceEqual(packed);
        row.Reset();
        return found;
    }

    /// <summary>Asks for all of these keys at once; <see cref="Learn"/> takes the answer.</summary>
    /// <param name="keys">Keys of resources.</param>
    /// <param name="withBody">Whether their bodies will be needed.</param>
    public void Ask(long[] keys, bool withBody)
    {
        var many = Many(withBody);
        many.Bind(1, keys);
        many.Ahead();
    }

    /// <summary>Takes the answer to <see cref="Ask"/>.</summary>
    public void Learn(IEnumerable<long> keys, bool withBody)
    {
        const int Key = 9;
        foreach (var key in keys)
            Known.Asked(key);

        var many = Many(withBody);
        while (many.Step())
        {
            ReadOnlyMemory<byte>? body = withBody ? many.Blob(Key + 1).ToArray() : null;
            Known.Add(many.Int64(Key), Read(many), body);
        }

        many.Reset();
    }

    private Statement Many(bool withBody) => _writer.Cached(withBody
        ? $"SELECT {Columns}, key, body FROM resource WHERE key = ANY(?1)"
        : $"SELECT {Columns}, key FROM resource WHERE key = ANY(?1)");

    private static void Bind(Statement statement, in VersionRow row)
    {
        statement.Bind(1, row.Place.Rid);
        statement.Bind(2, row.Place.Subject);
        statement.Bind(3, row.Place.Guard);
        statement.Bind(4, row.Place.At);
        statement.Bind(5, row.Version);
        statement.Bind(6, row.Updated);
        statement.Bind(7, row.Method == WriteMethod.Delete ? 1 : 0);
        statement.Bind(8, (int)row.Method);
        statement.BindBlob(9, row.Body.Span);
    }

    private static StoredResource Read(Statement row) => new(
        row.Int32(1),
        row.String(2),
        row.Int32(3),
        new Place(row.Int64(0), row.Int64(4), row.Int64(6), row.Int32(5)),
        row.Int64(7),
        row.Int64(8) != 0);
}

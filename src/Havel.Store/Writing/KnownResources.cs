using Havel.Store.Indexing;

namespace Havel.Store.Writing;

/// <summary>What the running transaction has already learnt of resources, so that a database at the end of a wire is
/// asked once for a whole group of writes. It follows the writes of the transaction and ends with it.</summary>
internal sealed class KnownResources
{
    private readonly Dictionary<long, List<Entry>> _byKey = [];
    private readonly Dictionary<long, Entry> _byRid = [];

    public bool IsEmpty => _byKey.Count == 0;

    /// <summary>That the database was asked for a key: what is not added is not there.</summary>
    public void Asked(long key)
    {
        if (!_byKey.ContainsKey(key))
            _byKey.Add(key, []);
    }

    /// <summary>A resource that has a key that was asked for.</summary>
    /// <param name="key">The key.</param>
    /// <param name="stored">The current version.</param>
    /// <param name="body">Its body as it is stored; null where it was not read.</param>
    public void Add(long key, in StoredResource stored, ReadOnlyMemory<byte>? body)
    {
        Asked(key);
        if (_byRid.ContainsKey(stored.Rid))
            return;

        var entry = new Entry { Stored = stored, Body = body };
        _byKey[key].Add(entry);
        _byRid.Add(stored.Rid, entry);
    }

    /// <summary>Looks a resource up by its key.</summary>
    /// <returns>Whether the answer is known; it may be that there is none.</returns>
    public bool TryFind(int type, string id, long key, out StoredResource? found)
    {
        found = null;
        if (!_byKey.TryGetValue(key, out var entries))
            return false;

        foreach (var entry in entries)
        {
            if (entry.Stored.Type == type && string.Equals(entry.Stored.Id, id, StringComparison.Ordinal))
                found = entry.Stored;
        }

        return true;
    }

    /// <summary>The body of a resource as it is stored, where it is known, with its version's row.</summary>
    public bool TryBody(long rid, out ReadOnlyMemory<byte> body, out StoredResource stored)
    {
        (body, stored) = (default, default);
        if (!_byRid.TryGetValue(rid, out var entry) || entry.Body is not { } known)
            return false;

        (body, stored) = (known, entry.Stored);
        return true;
    }

    /// <summary>A resource was inserted.</summary>
    public void Inserted(in VersionRow row, int type, string id, long key)
    {
        if (_byKey.ContainsKey(key))
            Add(key, new StoredResource(type, id, row.Version, row.Place, row.Updated, IsDeleted: false), row.Body);
    }

    /// <summary>A resource got another version.</summary>
    public void Replaced(in VersionRow row)
    {
        if (!_byRid.TryGetValue(row.Place.Rid, out var entry))
            return;

        entry.Body = row.Body;
        entry.Stored = entry.Stored with
        {
            Version = row.Version,
            Place = row.Place,
            Updated = row.Updated,
            IsDeleted = row.Method == WriteMethod.Delete,
        };
    }

    /// <summary>A resource got another subject and guard.</summary>
    public void Moved(in Place place)
    {
        if (_byRid.TryGetValue(place.Rid, out var entry))
            entry.Stored = entry.Stored with { Place = place };
    }

    /// <summary>Forgets all: the transaction ended, or wrote past this memory.</summary>
    public void Clear()
    {
        _byKey.Clear();
        _byRid.Clear();
    }

    private sealed class Entry
    {
        public StoredResource Stored { get; set; }

        public ReadOnlyMemory<byte>? Body { get; set; }
    }
}

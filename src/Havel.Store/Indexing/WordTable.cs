using System.Runtime.InteropServices;
using Havel.Store.Databases;

namespace Havel.Store.Indexing;

/// <summary>Writes one table of words for full text search: a row for a resource that has any. The tables hold what is
/// found by, and not whose it is: what they find meets the grant on the resource's own row.</summary>
/// <param name="writer">The writer's connection.</param>
/// <param name="table">Its name.</param>
internal sealed class WordTable(Connection writer, string table)
{
    public const string Narratives = "narrative";
    public const string Contents = "content";

    private static readonly string[] Key = ["rowid"];

    private readonly List<(long Rid, string Words)> _pending = [];
    private readonly Statement _insert = writer.PrepareMany(new ManyRows(ManyKind.Insert, table, Key, "words"));
    private readonly Statement _delete = writer.PrepareMany(new ManyRows(ManyKind.Delete, table, Key));
    private int _flushed;

    /// <summary>Gathers the words of a new resource.</summary>
    public void Add(string? words, in Place place)
    {
        if (words is not null)
            _pending.Add((place.Rid, words));
    }

    /// <summary>Inserts what was gathered.</summary>
    public void Flush()
    {
        var rows = CollectionsMarshal.AsSpan(_pending);
        rows.Sort(static (left, right) => left.Rid.CompareTo(right.Rid));
        foreach (var (rid, words) in rows)
            Insert(rid, words);

        _pending.Clear();
    }

    /// <summary>Inserts some of what was gathered, in order; nothing may be gathered until all of it is in.</summary>
    /// <param name="rows">How many at most; what is left of it afterwards.</param>
    /// <returns>Whether all of it is in.</returns>
    public bool FlushSome(ref int rows)
    {
        if (_pending.Count > 0 && _flushed == 0)
            _pending.Sort(static (left, right) => left.Rid.CompareTo(right.Rid));

        for (; _flushed < _pending.Count && rows > 0; rows--)
        {
            var (rid, words) = _pending[_flushed++];
            Insert(rid, words);
        }

        if (_flushed < _pending.Count)
            return false;

        Forget();
        return true;
    }

    /// <summary>Drops what was gathered: the batch is undone.</summary>
    public void Forget()
    {
        _pending.Clear();
        _flushed = 0;
    }

    /// <summary>Puts the words of one version in the place of another's.</summary>
    public void Replace(string? before, string? after, in Place place)
    {
        if (string.Equals(before, after, StringComparison.Ordinal))
            return;

        if (before is not null)
        {
            _delete.Bind(1, place.Rid);
            _delete.Run();
        }

        if (after is not null)
            Insert(place.Rid, after);
    }

    /// <summary>Writes the words of a resource in the place of any it has.</summary>
    public void Put(string? words, long rid)
    {
        _delete.Bind(1, rid);
        _delete.Run();
        if (words is not null)
            Insert(rid, words);
    }

    /// <summary>Removes the words of a resource.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Drop(long rid)
    {
        var find = writer.Cached($"SELECT 1 FROM {table} WHERE rowid = ?1");
        find.Bind(1, rid);
        var isThere = find.Step();
        find.Reset();
        if (isThere)
            Put(words: null, rid);

        return isThere;
    }

    private void Insert(long rid, string words)
    {
        _insert.Bind(1, rid);
        _insert.BindText(2, words);
        _insert.Run();
    }
}

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

    /// <summary>Drops what was gathered: the batch is undone.</summary>
    public void Forget() => _pending.Clear();

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

    private void Insert(long rid, string words)
    {
        _insert.Bind(1, rid);
        _insert.BindText(2, words);
        _insert.Run();
    }
}

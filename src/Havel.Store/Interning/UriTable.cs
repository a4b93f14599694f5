using System.Collections.Concurrent;
using Havel.Fhir.Search;
using Havel.Store.Databases;

namespace Havel.Store.Interning;

/// <summary>Writes <c>uri</c>: the texts behind the hashes of addresses, for what is searched by its beginning. A text
/// goes with the erasure of the last resource that has it; else it stays, for without a row that has its hash it finds
/// nothing.</summary>
internal sealed class UriTable(Connection writer)
{
    private readonly Statement _insert =
        writer.PrepareMany(new ManyRows(ManyKind.InsertMissing, "uri", ["hash"], "text"));

    private readonly ConcurrentDictionary<long, bool> _known = new();
    private readonly List<long> _added = [];

    /// <summary>Whether the text behind a hash is on disk, as far as memory knows; for any thread.</summary>
    public bool Knows(long hash) => _known.ContainsKey(hash);

    /// <summary>Writes those that are not there yet, in the running transaction.</summary>
    public void Add(UriText[] texts)
    {
        foreach (var (hash, text) in texts)
        {
            if (_known.ContainsKey(hash))
                continue;

            _insert.Bind(1, hash);
            _insert.BindText(2, text);
            _insert.Run();
            _added.Add(hash);
        }
    }

    /// <summary>What was written may be lost: all is written again when it is met again.</summary>
    public void Clear()
    {
        _known.Clear();
        _added.Clear();
    }

    /// <summary>The text behind a hash was removed: it is written again when it is met again.</summary>
    public void Forget(long hash) => _known.TryRemove(hash, out _);

    /// <summary>The transaction is on disk.</summary>
    public void Commit()
    {
        if (_added.Count == 0)
            return;

        if (_known.Count + _added.Count <= Limits.CachedUris)
        {
            foreach (var hash in _added)
                _known.TryAdd(hash, true);
        }

        _added.Clear();
    }

    /// <summary>Something of the transaction was undone: whatever stays is written again when it is met
    /// again.</summary>
    public void RollBack() => _added.Clear();
}

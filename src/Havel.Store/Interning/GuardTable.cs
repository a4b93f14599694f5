using Havel.Consent.Resources;
using Havel.Store.Databases;

namespace Havel.Store.Interning;

/// <summary>Guard keys as small integers. The writer adds; readers look up by number without a lock, since a number is
/// never given twice in one process and a reader meets it only once its transaction is on disk.</summary>
internal sealed class GuardTable
{
    private readonly Statement _insert;
    private readonly Dictionary<byte[], int> _ids = new(ByteKeyComparer.Instance);
    private readonly List<byte[]> _added = [];
    private volatile GuardKey?[] _keys = new GuardKey?[256];
    private int _next = 1;

    public GuardTable(Connection writer)
    {
        _insert = writer.Prepare("INSERT INTO guard(id, key) VALUES (?1, ?2)");
        using var rows = writer.Prepare("SELECT id, key FROM guard");
        while (rows.Step())
        {
            Keep(rows.Int32(0), GuardKey.Parse(rows.Blob(1)));
            _next = Math.Max(_next, rows.Int32(0) + 1);
        }
    }

    /// <summary>How much has been added in this transaction: what <see cref="RollBack"/> takes.</summary>
    public int Mark => _added.Count;

    /// <summary>The key behind a number that stands in a row.</summary>
    public GuardKey KeyOf(int guard) =>
        _keys[guard] ?? throw new InvalidOperationException($"Guard {guard} stands in a row but has no key.");

    /// <summary>The number of a key, inserted where it is new. Writer only.</summary>
    public int Intern(GuardKey key)
    {
        if (_ids.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key.Bytes.Span, out var known))
            return known;

        var id = _next++;
        _insert.Bind(1, id);
        _insert.BindBlob(2, key.Bytes.Span);
        _insert.Run();
        _added.Add(Keep(id, key));
        return id;
    }

    /// <summary>Forgets what was added since the mark; the numbers are not given again.</summary>
    public void RollBack(int mark)
    {
        for (var index = mark; index < _added.Count; index++)
            _ids.Remove(_added[index]);

        _added.RemoveRange(mark, _added.Count - mark);
    }

    /// <summary>The transaction is on disk: nothing of it can be rolled back any more.</summary>
    public void Commit() => _added.Clear();

    private byte[] Keep(int id, GuardKey key)
    {
        var bytes = key.Bytes.ToArray();
        _ids[bytes] = id;
        var keys = _keys;
        if (id >= keys.Length)
            Array.Resize(ref keys, Math.Max(id + 1, keys.Length * 2));

        keys[id] = key;
        _keys = keys;
        return bytes;
    }
}

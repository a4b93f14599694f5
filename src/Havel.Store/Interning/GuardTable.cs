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
    private readonly Lock _keeping = new();
    private readonly Connection _writer;
    private volatile GuardKey?[] _keys = new GuardKey?[256];
    private volatile int _learnt;
    private volatile int _last;
    private int _next = 1;

    public GuardTable(Connection writer)
    {
        _writer = writer;
        _insert = writer.Prepare("INSERT INTO guard(id, key) VALUES (?1, ?2)");
        Renew(writer);
    }

    /// <summary>Takes in what other processes have added, in the writer's transaction.</summary>
    public void Renew(Connection writer) => _next = Math.Max(_next, 1 + Read(writer, _next - 1, (id, key) =>
    {
        _ids[key.Bytes.ToArray()] = id;
        Keep(id, key);
    }));

    /// <summary>Keys are looked up again by the next <see cref="Renew"/>: the database may have lost some.</summary>
    public void Forget()
    {
        _ids.Clear();
        _next = 1;
    }

    /// <summary>Takes in the keys that other processes have added, as far as a reader's transaction sees them; for any
    /// thread. Numbers are given in the order of commits.</summary>
    public void Learn(Connection reader) => _learnt = Math.Max(_learnt, Read(reader, _learnt, Keep));

    /// <summary>Whether the key behind a number is known.</summary>
    public bool Knows(int guard) => guard > 0 && guard < _keys.Length && _keys[guard] is not null;

    /// <summary>How much has been added in this transaction: what <see cref="RollBack"/> takes.</summary>
    public int Mark => _added.Count;

    /// <summary>The largest number whose key is known.</summary>
    public int Last => _last;

    /// <summary>The key behind a number that stands in a row.</summary>
    public GuardKey KeyOf(int guard) =>
        _keys[guard] ?? throw new InvalidOperationException($"Guard {guard} stands in a row but has no key.");

    /// <summary>The number of a key, or null where it is new. Writer only.</summary>
    public int? Find(GuardKey key) =>
        _ids.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key.Bytes.Span, out var known) ? known : null;

    /// <summary>The number of a key, inserted where it is new. Writer only.</summary>
    public int Intern(GuardKey key)
    {
        if (_ids.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key.Bytes.Span, out var known))
            return known;

        // A number that another process has been given is never given again, even where that was undone: what was
        // worked out for it stays in memory.
        var id = _writer.IsShared ? checked((int)_writer.Scalar("SELECT nextval('guard_id')")) : _next++;
        _insert.Bind(1, id);
        _insert.BindBlob(2, key.Bytes.Span);
        _insert.Run();
        Keep(id, key);
        var bytes = key.Bytes.ToArray();
        _ids[bytes] = id;
        _added.Add(bytes);
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

    private static int Read(Connection connection, int after, Action<int, GuardKey> take)
    {
        using var rows = connection.Prepare("SELECT id, key FROM guard WHERE id > ?1 ORDER BY id");
        rows.Bind(1, after);
        var last = after;
        while (rows.Step())
        {
            last = rows.Int32(0);
            take(last, GuardKey.Parse(rows.Blob(1)));
        }

        return last;
    }

    private void Keep(int id, GuardKey key)
    {
        lock (_keeping)
        {
            var keys = _keys;
            if (id >= keys.Length)
                Array.Resize(ref keys, Math.Max(id + 1, keys.Length * 2));

            keys[id] = key;
            _keys = keys;
            _last = Math.Max(_last, id);
        }
    }
}

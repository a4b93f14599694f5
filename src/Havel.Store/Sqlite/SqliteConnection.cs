using System.Runtime.InteropServices;
using System.Text;
using Havel.Store.Databases;
using Havel.Store.Planning;
using Havel.Store.Statistics;

namespace Havel.Store.Sqlite;

/// <summary>One connection to the database file. Used by one thread at a time: SQLite's own locking is left out.
/// Statements prepared through <see cref="Cached(string)"/> live as long as the connection.</summary>
internal sealed unsafe class SqliteConnection : Connection
{
    /// <summary>One thread at a time, no symbolic tricks with the path. Source:
    /// https://sqlite.org/c3ref/c_open_autoproxy.html.</summary>
    private const int NoMutex = 0x8000;

    private const uint PreparePersistent = 1;

    private readonly DatabaseHandle _handle;
    private readonly nint _database;
    private readonly Dictionary<string, SqliteStatement> _cached = new(StringComparer.Ordinal);
    private readonly HashSet<SqliteStatement> _prepared = [];
    private readonly List<GCHandle> _states = [];
    private TimeLimit? _timeLimit;

    private SqliteConnection(DatabaseHandle handle)
        : base(SqliteDialect.Instance)
    {
        _handle = handle;
        _database = handle.DangerousGetHandle();
    }

    /// <summary>SQLite's version, such as <c>3.50.4</c>.</summary>
    public static string LibraryVersion => Marshal.PtrToStringUTF8(SqliteNative.LibraryVersion()) ?? string.Empty;

    public override long TotalChanges => SqliteNative.TotalChanges(_database);

    public override bool IsInTransaction => SqliteNative.GetAutocommit(_database) == 0;

    /// <summary>Opens the file.</summary>
    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public static SqliteConnection Open(string path, OpenMode mode)
    {
        var code = SqliteNative.Open(path, out var database, (int)mode | NoMutex, 0);
        var connection = new SqliteConnection(new DatabaseHandle(database));
        if (code != SqliteCode.Ok)
        {
            var failure = connection.Failure(code);
            connection.Dispose();
            throw failure;
        }

        _ = SqliteNative.ExtendedResultCodes(database, 1);
        _ = SqliteNative.BusyTimeout(database, Limits.BusyMilliseconds);
        return connection;
    }

    public override SqliteStatement Prepare(string sql)
    {
        var utf8 = Encoding.UTF8.GetBytes(sql);
        fixed (byte* text = utf8)
        {
            var code = SqliteNative.Prepare(_database, text, utf8.Length, PreparePersistent, out var handle, out _);
            if (code != SqliteCode.Ok)
                throw Failure(code, sql);

            var statement = new SqliteStatement(this, handle, sql);
            _prepared.Add(statement);
            return statement;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Beginning and ending a statement costs more than a row does, and rows that follow each other in one
    /// statement need not be sought from the root of the tree each.</remarks>
    public override SqliteStatement PrepareRows(ManyRows rows, int count) => Prepare(rows.SqlOf(count));

    public override SqliteStatement Cached(string sql)
    {
        if (_cached.TryGetValue(sql, out var known))
            return known;

        if (_cached.Count >= Limits.CachedStatements)
            DropCached();

        return _cached[sql] = Prepare(sql);
    }

    public override SqliteStatement Cached(ReadOnlySpan<char> sql) =>
        _cached.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(sql, out var known)
            ? known
            : Cached(sql.ToString());

    public override void Execute(string sql)
    {
        var utf8 = Encoding.UTF8.GetBytes(sql);
        fixed (byte* start = utf8)
        {
            var next = start;
            while (next < start + utf8.Length)
            {
                var rest = (int)(start + utf8.Length - next);
                var code = SqliteNative.Prepare(_database, next, rest, 0, out var handle, out next);
                if (code != SqliteCode.Ok)
                    throw Failure(code, sql);

                if (handle == 0)
                    continue;

                using var statement = new SqliteStatement(this, handle, sql);
                while (statement.Step())
                {
                }
            }
        }
    }

    public override void BeginRead() => Cached("BEGIN").Run();

    public override void BeginWrite() => Cached("BEGIN IMMEDIATE").Run();

    public override void Commit() => Cached("COMMIT").Run();

    public override void RollBack() => Cached("ROLLBACK").Run();

    /// <summary>Makes a deterministic SQL function of a function pointer. The state reaches it through
    /// <see cref="FunctionCall.State{T}"/> and is held until the connection closes.</summary>
    public void Define(
        string name, int arguments, delegate* unmanaged[Cdecl]<nint, int, nint*, void> function, object state)
    {
        // Deterministic within a statement, UTF-8, not callable from a schema somebody smuggled in (DIRECTONLY).
        const int Utf8DeterministicDirectOnly = 1 | 0x800 | 0x80000;
        var held = GCHandle.Alloc(state);
        _states.Add(held);
        fixed (byte* text = Encoding.UTF8.GetBytes(name + "\0"))
        {
            var pointer = GCHandle.ToIntPtr(held);
            Check(SqliteNative.CreateFunction(
                _database, text, arguments, Utf8DeterministicDirectOnly, pointer, function, 0, 0, 0));
        }
    }

    public override void Interrupt() => SqliteNative.Interrupt(_database);

    public override void LimitTime(TimeProvider time, TimeSpan? limit)
    {
        if (_timeLimit is null)
        {
            _timeLimit = new TimeLimit(time);
            var held = GCHandle.Alloc(_timeLimit);
            _states.Add(held);
            SqliteNative.ProgressHandler(
                _database, Limits.InstructionsBetweenTimeChecks, TimeLimit.Callback, GCHandle.ToIntPtr(held));
        }

        _timeLimit.Set(limit);
    }

    /// <summary>Moves the write-ahead log into the database file and truncates it, as far as readers let it.</summary>
    /// <inheritdoc/>
    /// <remarks>Not every build of SQLite has the table that tells the sizes apart. Source:
    /// https://sqlite.org/dbstat.html.</remarks>
    public override IReadOnlyList<NamedCount> Sizes()
    {
        if (Scalar("SELECT count(*) FROM pragma_module_list WHERE name = 'dbstat'") == 0)
        {
            return
            [
                new("all", Scalar("SELECT p.page_count * s.page_size FROM pragma_page_count p, pragma_page_size s")),
            ];
        }

        var sizes = new List<NamedCount>();
        var rows = Cached("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC, 1");
        while (rows.Step())
            sizes.Add(new NamedCount(rows.String(0), rows.Int64(1)));

        rows.Reset();
        return sizes;
    }

    public override void Checkpoint()
    {
        const int Truncate = 3;
        var code = SqliteNative.Checkpoint(_database, 0, Truncate, out _, out _);
        if (code != SqliteCode.Ok && (code & SqliteCode.PrimaryMask) != SqliteCode.Busy)
            throw Failure(code);
    }

    protected override void Dispose(bool disposing)
    {
        _cached.Clear();
        foreach (var statement in _prepared.ToArray())
            statement.Dispose();

        _handle.Dispose();
        foreach (var state in _states)
            state.Free();

        _states.Clear();
    }

    internal void Forget(SqliteStatement statement) => _prepared.Remove(statement);

    internal void Check(int code, string? sql = null)
    {
        if (code != SqliteCode.Ok)
            throw Failure(code, sql);
    }

    internal SqliteException Failure(int code, string? sql = null)
    {
        var message = Marshal.PtrToStringUTF8(SqliteNative.ErrorMessage(_database)) ?? "unknown";
        return new SqliteException(code, sql is null ? message : $"{message} in {sql}");
    }

    private void DropCached()
    {
        foreach (var statement in _cached.Values)
            statement.Dispose();

        _cached.Clear();
    }
}

using System.Globalization;
using Havel.Store.Databases;
using Havel.Store.Planning;
using Havel.Store.Statistics;
using Npgsql;

namespace Havel.Store.Postgres;

/// <summary>One connection to PostgreSQL. Inside a transaction, what has no result is put into a queue and goes to the
/// server together with the next statement whose rows are wanted, or with the commit: one round trip for
/// many statements.</summary>
internal sealed class PostgresConnection : Connection
{
    /// <summary>An arbitrary number that all processes use for the lock of those who write.</summary>
    private const long WriteLock = 0x4861_7665_6C02;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _batch;
    private readonly Dictionary<string, PostgresStatement> _cached = new(StringComparer.Ordinal);
    private readonly List<IPostgresQueued> _queue = [];
    private readonly List<IPostgresQueued> _sent = [];
    private readonly PostgresOpenRows _open = new();
    private readonly Dictionary<string, Dictionary<string, string>> _types = new(StringComparer.Ordinal);
    private PostgresCall _begin;
    private readonly PostgresMode _mode;
    private PostgresStatement? _reading;
    private TimeProvider? _time;
    private long _deadline = long.MaxValue;
    private long _changes;
    private long _writes;
    private PostgresCall _commit = new("COMMIT", 0);
    private bool _isInTransaction;
    private bool _endsWithNext;
    private bool _isWriting;
    private int _generation;

    private PostgresConnection(NpgsqlConnection connection, PostgresMode mode)
        : base(PostgresDialect.Instance)
    {
        _connection = connection;
        _batch = new NpgsqlBatch(connection);
        _mode = mode;
        _begin = NewBegin();
    }

    /// <summary>Rows changed so far; sends what is in the queue.</summary>
    public override long TotalChanges
    {
        get
        {
            Flush();
            return _changes;
        }
    }

    public override bool IsShared => true;

    public override long Writes => _writes;

    public override bool IsInTransaction => _isInTransaction;

    /// <summary>Grows when the connection is made anew: commands remember what was prepared on the one
    /// before.</summary>
    public override int Generation => _generation;

    /// <summary>Npgsql's own connection, for <c>COPY</c>; the queue is sent first.</summary>
    public NpgsqlConnection Native
    {
        get
        {
            Flush();
            return _connection;
        }
    }

    /// <summary>Connects.</summary>
    /// <param name="connectionString">As Npgsql takes it: https://www.npgsql.org/doc/connection-string-parameters.html.
    /// Pooling is left to the store, which has its own pool of readers.</param>
    /// <param name="mode">What for.</param>
    /// <exception cref="PostgresFailure">The server cannot be reached or refuses.</exception>
    public static PostgresConnection Open(string connectionString, PostgresMode mode)
    {
        var connection = new NpgsqlConnection(PostgresSettings.Of(connectionString, mode));
        try
        {
            connection.Open();
            return new PostgresConnection(connection, mode);
        }
        catch (Exception exception)
        {
            connection.Dispose();
            if (PostgresFailure.Of(exception) is { } failure)
                throw failure;

            throw;
        }
    }

    public override PostgresStatement Prepare(string sql) => new(this, sql);

    public override PostgresStatement Cached(string sql)
    {
        if (_cached.TryGetValue(sql, out var known))
            return known;

        if (_cached.Count >= Limits.CachedStatements)
            _cached.Clear();

        return _cached[sql] = Prepare(sql);
    }

    public override PostgresStatement Cached(ReadOnlySpan<char> sql) =>
        _cached.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(sql, out var known)
            ? known
            : Cached(sql.ToString());

    /// <inheritdoc/>
    public override IReadOnlyList<NamedCount> Sizes()
    {
        var sizes = new List<NamedCount>();
        var rows = Cached("""
            SELECT relname::text, pg_relation_size(oid) + coalesce(pg_total_relation_size(nullif(reltoastrelid, 0)), 0)
            FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'i', 'p')
            ORDER BY 2 DESC, 1
            """);
        while (rows.Step())
            sizes.Add(new NamedCount(rows.String(0), rows.Int64(1)));

        rows.Reset();
        return sizes;
    }

    /// <inheritdoc/>
    /// <remarks>The space of removed rows is freed and the samples in the statistics are taken anew; the log that is
    /// kept for recovery and replicas has the rows for as long as it is kept.</remarks>
    public override void Scrub() => Execute("VACUUM (ANALYZE)");

    public override void Execute(string sql)
    {
        Flush();
        Try(() =>
        {
            using var command = new NpgsqlCommand(sql, _connection);
            command.ExecuteNonQuery();
        });
    }

    /// <inheritdoc/>
    /// <remarks>Column types are those of the table, so that arrays and copies need no conversion there.</remarks>
    public override Statement PrepareMany(ManyRows rows)
    {
        if (!_types.TryGetValue(rows.Table, out var types))
            _types[rows.Table] = types = TypesOf(rows.Table);

        return new PostgresManyStatement(this, rows, [.. rows.Columns.Select(column => types[column])]);
    }

    public override void BeginRead() => Begin();

    /// <inheritdoc/>
    /// <remarks>One process writes at a time. The lock ends with the transaction, however that ends. Each statement
    /// after it sees what the writer before has committed. How durable the commit is, <see cref="Commit"/> says.
    /// Source: https://www.postgresql.org/docs/15/explicit-locking.html#ADVISORY-LOCKS.</remarks>
    public override void BeginWrite()
    {
        Begin();
        _isWriting = true;
        _queue.Add(new PostgresCall(string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT pg_advisory_xact_lock({WriteLock}), set_config('synchronous_commit', 'off', true)"), 0));
    }

    /// <inheritdoc/>
    /// <remarks>As durable as the operator has set it, by default on the disk.
    /// Source: https://www.postgresql.org/docs/15/runtime-config-wal.html#GUC-SYNCHRONOUS-COMMIT.</remarks>
    public override void Commit()
    {
        if (_isWriting)
            _queue.Add(new PostgresCall("SET LOCAL synchronous_commit TO DEFAULT", 0));

        CommitSoon();
    }

    /// <inheritdoc/>
    /// <remarks>Source: https://www.postgresql.org/docs/15/wal-async-commit.html.</remarks>
    public override void CommitSoon()
    {
        _queue.Add(_commit);
        Flush();
        _isInTransaction = false;
    }

    /// <inheritdoc/>
    /// <remarks>The log is written in order: when the commit of a message that stands for nothing is durable, so is all
    /// that was committed before it, here and on the standbys that a commit waits for.
    /// Source: https://www.postgresql.org/docs/15/functions-admin.html#FUNCTIONS-REPLICATION.</remarks>
    public override void MakeDurable()
    {
        Cached("SELECT count(*) FROM pg_logical_emit_message(true, 'havel', '')").Run();
    }

    /// <inheritdoc/>
    /// <remarks>What goes to the server at once is one transaction anyway; it need not be begun nor ended.</remarks>
    public override void EndWithNext() => _endsWithNext = _isInTransaction;

    public override void RollBack()
    {
        _endsWithNext = false;
        if (!_isInTransaction)
            return;

        var isPutOff = _queue.Contains(_begin);
        Drop();
        _reading?.Reset();
        _isInTransaction = false;
        if (isPutOff || _connection.State != System.Data.ConnectionState.Open)
            return;

        _queue.Add(new PostgresCall("ROLLBACK", 0));
        Flush();
    }

    public override void LimitTime(TimeProvider time, TimeSpan? limit)
    {
        _time = time;
        _deadline = limit is null
            ? long.MaxValue
            : time.GetTimestamp() + (long)(limit.Value.TotalSeconds * time.TimestampFrequency);
    }

    public override void Interrupt() => _batch.Cancel();

    /// <summary>Sends what is in the queue and waits for the answers.</summary>
    public override void Flush()
    {
        _reading?.Keep();
        if (_queue.Count > 0)
            Try(Exchange);
    }

    /// <summary>Puts a call into the queue where it may wait. False where it must be sent at once.</summary>
    internal bool Puts(PostgresCall call)
    {
        if (!_isInTransaction)
            return false;

        if (!call.HasRows)
        {
            _open.Close(call.Command.CommandText);
            Wrote();
        }

        _queue.Add(call);
        if (_queue.Count >= Limits.QueuedStatements)
            Flush();

        return true;
    }

    /// <summary>Rows in the queue that a row of that kind may still join; null for none.</summary>
    internal PostgresRows? Open(ManyRows kind, long rid) => _open.Find(kind, rid);

    /// <summary>Puts rows into the queue that others may join.</summary>
    internal void Begin(PostgresRows rows)
    {
        _open.Add(rows);
        _queue.Add(rows);
    }

    /// <summary>Something was written, or put off to be.</summary>
    internal void Wrote() => _writes++;

    /// <summary>Sends the queue and a statement whose rows are wanted.</summary>
    internal NpgsqlDataReader Send(PostgresStatement statement, PostgresCall call)
    {
        _reading?.Keep();
        if (_time is not null && _time.GetTimestamp() > _deadline)
            throw PostgresFailure.OutOfTime();

        if (!_isInTransaction)
            Connect();

        Copy();
        _queue.Add(call);
        if (_endsWithNext && !_queue.Remove(_begin))
            _queue.Add(_commit);

        Fill();
        var reader = _batch.ExecuteReader();
        _isInTransaction &= !_endsWithNext;
        _endsWithNext = false;
        foreach (var sent in _sent)
        {
            if (ReferenceEquals(sent, call))
                break;

            Deliver(sent, reader);
        }

        _reading = statement;
        return reader;
    }

    internal void Close(PostgresStatement statement, NpgsqlDataReader reader)
    {
        if (ReferenceEquals(_reading, statement))
            _reading = null;

        Try(reader.Dispose);
        Count();
    }

    internal void Fail(PostgresStatement statement, PostgresFailure failure)
    {
        if (ReferenceEquals(_reading, statement))
            _reading = null;

        Drop();
        if (failure.IsLost)
            Lose();
    }

    /// <summary>Its transaction has ended. A server that has become one that does not write is left: who takes over is
    /// met by connecting anew.</summary>
    private void Lose()
    {
        _isInTransaction = false;
        _connection.Close();
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;

        _batch.Dispose();
        _connection.Dispose();
    }

    private void Begin()
    {
        Try(Connect);
        _queue.Add(_begin);
        _isInTransaction = true;
        _isWriting = false;
    }

    /// <summary>Makes a connection anew that was lost. Statements are prepared anew as they are met.</summary>
    private void Connect()
    {
        if (_connection.State == System.Data.ConnectionState.Open)
            return;

        _connection.Close();
        _connection.Open();
        _generation++;
        _begin = NewBegin();
        _commit = new PostgresCall("COMMIT", 0);
    }

    private PostgresCall NewBegin() => new(
        _mode == PostgresMode.Write
            ? "BEGIN ISOLATION LEVEL READ COMMITTED"
            : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        0);

    private Dictionary<string, string> TypesOf(string table)
    {
        using var columns = Prepare("""
            SELECT attname::text, format_type(atttypid, NULL) FROM pg_attribute
            WHERE attrelid = to_regclass(?1) AND attnum > 0 AND NOT attisdropped
            """);
        columns.BindText(1, table);
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        while (columns.Step())
            types.Add(columns.String(0), columns.String(1));

        return types;
    }

    /// <summary>Sends the queue and hands rows to those who asked for them.</summary>
    private void Exchange()
    {
        Copy();
        if (_queue.Count == 0)
            return;

        Fill();
        using (var reader = _batch.ExecuteReader())
        {
            foreach (var sent in _sent)
                Deliver(sent, reader);

            while (reader.NextResult())
            {
            }
        }

        Count();
    }

    private static void Deliver(IPostgresQueued sent, NpgsqlDataReader reader)
    {
        if (!sent.HasRows)
            return;

        if (sent is PostgresCall { Asker: { } asker } call)
            asker.Take(reader, call);

        reader.NextResult();
    }

    /// <summary>Sends rows that are too many for a statement, after what stands before them in the queue.</summary>
    private void Copy()
    {
        for (var at = 0; at < _queue.Count; at++)
        {
            if (_queue[at] is not PostgresRows { IsLarge: true } rows)
                continue;

            var rest = _queue.GetRange(at + 1, _queue.Count - at - 1);
            _queue.RemoveRange(at, _queue.Count - at);
            Exchange();
            rows.Copy(_connection);
            _changes += rows.Count;
            _queue.AddRange(rest);
            at = -1;
        }
    }

    private void Fill()
    {
        _batch.BatchCommands.Clear();
        foreach (var queued in _queue)
            _batch.BatchCommands.Add(queued.Command);

        _sent.Clear();
        _sent.AddRange(_queue);
        Drop();
    }

    private void Drop()
    {
        _queue.Clear();
        _open.Clear();
    }

    private void Count()
    {
        foreach (NpgsqlBatchCommand command in _batch.BatchCommands)
        {
            if (command.StatementType is not StatementType.Select)
                _changes += (long)command.Rows;
        }
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (PostgresFailure.Of(exception) is { } failure)
        {
            Drop();
            if (failure.IsLost)
                Lose();

            throw PostgresFailure.Of(exception)!;
        }
    }
}

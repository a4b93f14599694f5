using Havel.Store.Databases;
using Havel.Store.Planning;
using Npgsql;

namespace Havel.Store.Postgres;

/// <summary>One connection to PostgreSQL. Inside a transaction, what has no result is put into a queue and goes to the
/// server together with the next statement whose rows are wanted, or with the commit: one round trip for
/// many statements.</summary>
internal sealed class PostgresConnection : Connection
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _batch;
    private readonly Dictionary<string, PostgresStatement> _cached = new(StringComparer.Ordinal);
    private readonly List<PostgresCall> _queue = [];
    private readonly PostgresCall _begin;
    private PostgresStatement? _reading;
    private TimeProvider? _time;
    private long _deadline = long.MaxValue;
    private long _changes;
    private bool _isInTransaction;

    private PostgresConnection(NpgsqlConnection connection, PostgresMode mode)
        : base(PostgresDialect.Instance)
    {
        _connection = connection;
        _batch = new NpgsqlBatch(connection);
        _begin = new PostgresCall(
            mode == PostgresMode.Write ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", 0);
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

    public override bool IsInTransaction => _isInTransaction;

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

    public override void Execute(string sql)
    {
        Flush();
        Try(() =>
        {
            using var command = new NpgsqlCommand(sql, _connection);
            command.ExecuteNonQuery();
        });
    }

    public override void BeginRead() => Begin();

    public override void BeginWrite() => Begin();

    public override void Commit()
    {
        _queue.Add(new PostgresCall("COMMIT", 0));
        Flush();
        _isInTransaction = false;
    }

    public override void RollBack()
    {
        var isPutOff = _queue.Contains(_begin);
        _queue.Clear();
        _reading?.Reset();
        _isInTransaction = false;
        if (isPutOff || _connection.FullState.HasFlag(System.Data.ConnectionState.Broken))
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
    public void Flush()
    {
        _reading?.Keep();
        if (_queue.Count == 0)
            return;

        Try(() =>
        {
            Fill();
            using (var reader = _batch.ExecuteReader())
            {
                while (reader.NextResult())
                {
                }
            }

            Count();
        });
    }

    /// <summary>Puts a call into the queue where it may wait. False where it must be sent at once.</summary>
    internal bool Puts(PostgresCall call)
    {
        if (!_isInTransaction)
            return false;

        _queue.Add(call);
        if (_queue.Count >= Limits.QueuedStatements)
            Flush();

        return true;
    }

    /// <summary>Sends the queue and a statement whose rows are wanted.</summary>
    internal NpgsqlDataReader Send(PostgresStatement statement, PostgresCall call)
    {
        _reading?.Keep();
        if (_time is not null && _time.GetTimestamp() > _deadline)
            throw PostgresFailure.OutOfTime();

        var others = 0;
        foreach (var waiting in _queue)
            others += waiting.HasRows ? 1 : 0;

        _queue.Add(call);
        Fill();
        var reader = _batch.ExecuteReader();
        for (; others > 0; others--)
            reader.NextResult();

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

        _queue.Clear();
        if (failure.IsLost)
            _isInTransaction = false;
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
        _queue.Add(_begin);
        _isInTransaction = true;
    }

    private void Fill()
    {
        _batch.BatchCommands.Clear();
        foreach (var call in _queue)
            _batch.BatchCommands.Add(call.Command);

        _queue.Clear();
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
            _queue.Clear();
            if (failure.IsLost)
                _isInTransaction = false;

            throw failure;
        }
    }
}

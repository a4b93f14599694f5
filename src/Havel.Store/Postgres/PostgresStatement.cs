using System.Text;
using Havel.Store.Databases;
using Npgsql;

namespace Havel.Store.Postgres;

/// <summary>A statement on a PostgreSQL connection. The server prepares it when it has met it twice. Rows are read from
/// the wire as they are asked for; if another statement runs in between, the rest is taken into memory.</summary>
internal sealed class PostgresStatement : Statement
{
    private readonly PostgresConnection _connection;
    private readonly string _text;
    private readonly int _parameters;
    private PostgresCall _call;
    private PostgresCall? _spare;
    private NpgsqlDataReader? _reader;
    private List<object?[]>? _kept;
    private int _row = -1;
    private bool _isAsked;
    private int _generation;

    internal PostgresStatement(PostgresConnection connection, string sql)
        : base(sql)
    {
        _connection = connection;
        _text = PostgresText.Of(sql);
        _parameters = PostgresText.Parameters(_text);
        _call = new PostgresCall(_text, _parameters);
    }

    public override void Bind(int index, long value) => Ready().Set(index, value);

    public override void Bind(int index, double value) => Ready().Set(index, value);

    public override void BindNull(int index) => Ready().SetNull(index);

    public override void BindBlob(int index, ReadOnlySpan<byte> value) => Ready().Set(index, value.ToArray());

    public override void BindText(int index, ReadOnlySpan<byte> utf8) =>
        Ready().Set(index, Encoding.UTF8.GetString(utf8));

    public override void BindText(int index, string text) => Ready().Set(index, text);

    public override void Bind(int index, long[] values) => Ready().Set(index, values);

    public override void Bind(int index, short[] values) => Ready().Set(index, values);

    /// <summary>Binds a value of another type that PostgreSQL knows, such as an array.</summary>
    public void BindValue<T>(int index, T value) => Ready().Set(index, value);

    public override void Ahead()
    {
        Refresh();
        _call.Asker = this;
        _isAsked = _connection.Puts(_call);
        if (!_isAsked)
            _call.Asker = null;
        else
            Renew();
    }

    public override bool Step()
    {
        if (_isAsked && _kept is null)
            _connection.Flush();

        if (_kept is not null)
            return ++_row < _kept.Count;

        try
        {
            Refresh();
            _reader ??= _connection.Send(this, _call);
            return _reader.Read();
        }
        catch (Exception exception) when (PostgresFailure.Of(exception) is { } failure)
        {
            _reader = null;
            _connection.Fail(this, failure);
            throw PostgresFailure.Of(exception)!;
        }
    }

    public override void Run()
    {
        Refresh();
        if (_connection.Puts(_call))
        {
            Renew();
            return;
        }

        Step();
        Reset();
    }

    public override bool IsNull(int column) =>
        _kept is null ? _reader!.IsDBNull(column) : _kept[_row][column] is null;

    /// <summary>NULL is 0, as in SQLite.</summary>
    public override long Int64(int column)
    {
        if (_kept is not null)
            return Convert.ToInt64(_kept[_row][column], System.Globalization.CultureInfo.InvariantCulture);

        return _reader!.IsDBNull(column) ? 0 : _reader.GetInt64(column);
    }

    public override double Double(int column) =>
        _kept is null ? _reader!.GetDouble(column) : (double)_kept[_row][column]!;

    public override ReadOnlySpan<byte> Blob(int column) => Bytes(column);

    public override byte[] Bytes(int column)
    {
        if (IsNull(column))
            return [];

        return _kept is null ? _reader!.GetFieldValue<byte[]>(column) : (byte[])_kept[_row][column]!;
    }

    public override ReadOnlySpan<byte> Text(int column) => Encoding.UTF8.GetBytes(String(column));

    public override string String(int column)
    {
        if (IsNull(column))
            return string.Empty;

        return _kept is null ? _reader!.GetString(column) : (string)_kept[_row][column]!;
    }

    public override bool TextEquals(int column, string text) =>
        string.Equals(String(column), text, StringComparison.Ordinal);

    public override void Reset()
    {
        _isAsked = false;
        _kept = null;
        _row = -1;
        if (_reader is not { } reader)
            return;

        _reader = null;
        _connection.Close(this, reader);
    }

    /// <summary>Takes the rest of the rows into memory: the connection is wanted for another statement.</summary>
    internal void Keep()
    {
        var reader = _reader!;
        var isOnRow = reader.IsOnRow;
        _kept = Rows(reader, isOnRow);
        _row = isOnRow ? 0 : -1;
        _reader = null;
        _connection.Close(this, reader);
    }

    /// <summary>Takes the rows that were asked for, and the call back.</summary>
    internal void Take(NpgsqlDataReader reader, PostgresCall call)
    {
        call.Asker = null;
        _spare = _generation == _connection.Generation ? call : null;
        _kept = Rows(reader, isOnRow: false);
        _row = -1;
    }

    private static List<object?[]> Rows(NpgsqlDataReader reader, bool isOnRow)
    {
        var rows = new List<object?[]>();
        while (isOnRow || reader.Read())
        {
            isOnRow = false;
            var row = new object?[reader.FieldCount];
            for (var column = 0; column < row.Length; column++)
                row[column] = reader.IsDBNull(column) ? null : reader.GetValue(column);

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>A command that was prepared on a connection that is gone is made anew.</summary>
    private void Refresh()
    {
        if (_generation == _connection.Generation)
            return;

        _generation = _connection.Generation;
        _spare = null;
        Renew();
    }

    /// <summary>The call is under way with its values; the next execution binds another one.</summary>
    private void Renew()
    {
        var sent = _call;
        _call = _spare ?? new PostgresCall(_text, _parameters);
        _spare = null;
        sent.CopyTo(_call);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Reset();
    }

    /// <summary>New values come: a walk that was broken off is ended.</summary>
    private PostgresCall Ready()
    {
        if (_reader is not null || _kept is not null || _isAsked)
            Reset();

        return _call;
    }
}

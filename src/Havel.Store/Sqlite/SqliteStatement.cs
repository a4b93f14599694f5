using System.Text;
using Havel.Store.Databases;

namespace Havel.Store.Sqlite;

/// <summary>A prepared statement. Parameters count from 1, columns from 0, as in SQLite. Spans that a column gives are
/// SQLite's own memory and end with the next <see cref="Step"/> or <see cref="Reset"/>.</summary>
internal sealed unsafe class SqliteStatement : Statement
{
    /// <summary>Tells SQLite to copy what is bound, since managed memory may move after the call.</summary>
    private const nint Transient = -1;

    private readonly SqliteConnection _connection;
    private nint _handle;
    private bool _isUnderWay;

    internal SqliteStatement(SqliteConnection connection, nint handle, string sql)
        : base(sql)
    {
        _connection = connection;
        _handle = handle;
    }

    public override void Bind(int index, long value) => Check(SqliteNative.BindInt64(Ready(), index, value));

    public override void Bind(int index, double value) => Check(SqliteNative.BindDouble(Ready(), index, value));

    public override void BindNull(int index) => Check(SqliteNative.BindNull(Ready(), index));

    public override void BindBlob(int index, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            Check(SqliteNative.BindZeroBlob(Ready(), index, 0));
            return;
        }

        fixed (byte* bytes = value)
            Check(SqliteNative.BindBlob(Ready(), index, bytes, value.Length, Transient));
    }

    public override void BindText(int index, ReadOnlySpan<byte> utf8)
    {
        // SQLite takes a null pointer for NULL, and an empty span may be one.
        byte nothing = 0;
        fixed (byte* bytes = utf8)
            Check(SqliteNative.BindText(Ready(), index, bytes == null ? &nothing : bytes, utf8.Length, Transient));
    }

    public override void BindText(int index, string text)
    {
        var needed = Encoding.UTF8.GetMaxByteCount(text.Length);
        var utf8 = needed <= 1024 ? stackalloc byte[needed] : new byte[needed];
        BindText(index, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    public override bool Step()
    {
        var code = SqliteNative.Step(_handle);
        _isUnderWay = true;
        if (code == SqliteCode.Row)
            return true;

        if (code == SqliteCode.Done)
            return false;

        var failure = _connection.Failure(code, Sql);
        Reset();
        throw failure;
    }

    public override void Run()
    {
        Step();
        Reset();
    }

    public override bool IsNull(int column)
    {
        const int NullType = 5;
        return SqliteNative.ColumnType(_handle, column) == NullType;
    }

    public override long Int64(int column) => SqliteNative.ColumnInt64(_handle, column);

    public override double Double(int column) => SqliteNative.ColumnDouble(_handle, column);

    public override ReadOnlySpan<byte> Blob(int column)
    {
        var bytes = SqliteNative.ColumnBlob(_handle, column);
        return new ReadOnlySpan<byte>(bytes, SqliteNative.ColumnBytes(_handle, column));
    }

    public override ReadOnlySpan<byte> Text(int column)
    {
        var bytes = SqliteNative.ColumnText(_handle, column);
        return new ReadOnlySpan<byte>(bytes, SqliteNative.ColumnBytes(_handle, column));
    }

    public override void Reset()
    {
        _ = SqliteNative.Reset(_handle);
        _isUnderWay = false;
    }

    protected override void Dispose(bool disposing)
    {
        if (_handle == 0)
            return;

        _ = SqliteNative.FinalizeStatement(_handle);
        _handle = 0;
        _connection.Forget(this);
    }

    /// <summary>A walk that an exception broke off is ended before new parameters come: SQLite refuses them
    /// otherwise.</summary>
    private nint Ready()
    {
        if (_isUnderWay)
            Reset();

        return _handle;
    }

    private void Check(int code)
    {
        if (code != SqliteCode.Ok)
            throw _connection.Failure(code, Sql);
    }
}

using System.Text;
using Havel.Store.Databases;

namespace Havel.Store.Postgres;

/// <summary>A statement that is run for many rows: they gather in the queue until other work of the connection needs
/// them to be there, and go to the server as one statement.</summary>
internal sealed class PostgresManyStatement : Statement
{
    private const int NoResource = -1;

    private readonly PostgresConnection _connection;
    private readonly ManyRows _rows;
    private readonly PostgresManySql _sql;
    private readonly string[] _types;
    private readonly int _rid;
    private readonly object?[] _values;

    /// <summary>The integers of a row, so that they are not boxed.</summary>
    private readonly long[] _numbers;

    internal PostgresManyStatement(PostgresConnection connection, ManyRows rows, string[] types)
        : base(rows.Sql)
    {
        _connection = connection;
        _rows = rows;
        _types = types;
        _sql = new PostgresManySql(rows, types);
        _rid = Array.IndexOf(rows.Columns, "rid");
        _values = new object?[types.Length];
        _numbers = new long[types.Length];
    }

    public override void Bind(int index, long value)
    {
        _values[index - 1] = null;
        _numbers[index - 1] = value;
    }

    public override void Bind(int index, double value) => _values[index - 1] = value;

    public override void BindNull(int index) =>
        throw new NotSupportedException("Rows that are written many at a time have no gaps.");

    public override void BindBlob(int index, ReadOnlySpan<byte> value) => _values[index - 1] = value.ToArray();

    public override void BindText(int index, ReadOnlySpan<byte> utf8) =>
        _values[index - 1] = Encoding.UTF8.GetString(utf8);

    public override void BindText(int index, string text) => _values[index - 1] = text;

    public override void Run()
    {
        var rid = _rid < 0 ? NoResource : _numbers[_rid];
        var key = Key();
        var rows = _connection.Open(_rows, rid);
        if (rows?.Takes(rid, key) != true)
        {
            rows = new PostgresRows(_rows, _sql, _types);
            rows.Takes(rid, key);
            _connection.Begin(rows);
        }

        for (var column = 0; column < _values.Length; column++)
        {
            switch (_values[column])
            {
                case null:
                    rows[column].Add(_numbers[column]);
                    break;
                case double real:
                    rows[column].Add(real);
                    break;
                case string text:
                    rows[column].Add(text);
                    break;
                case var bytes:
                    rows[column].Add((byte[])bytes);
                    break;
            }
        }

        _connection.Wrote();
    }

    public override bool Step() => throw NoRows();

    public override bool IsNull(int column) => throw NoRows();

    public override long Int64(int column) => throw NoRows();

    public override double Double(int column) => throw NoRows();

    public override ReadOnlySpan<byte> Blob(int column) => throw NoRows();

    public override ReadOnlySpan<byte> Text(int column) => throw NoRows();

    public override void Reset()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }

    private static InvalidOperationException NoRows() => new("A statement for many rows gives none.");

    /// <summary>A hash of the row's key. Two keys of one hash only cost a statement more.</summary>
    private long Key()
    {
        if (_rows.Kind is not (ManyKind.Put or ManyKind.Update))
            return 0;

        var hash = default(HashCode);
        for (var column = 0; column < _rows.Key.Length; column++)
        {
            hash.Add(_numbers[column]);
            hash.Add(_values[column]);
        }

        return hash.ToHashCode();
    }
}

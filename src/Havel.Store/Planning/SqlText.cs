using System.IO.Hashing;
using System.Runtime.InteropServices;
using Havel.Store.Databases;
using Havel.Store.Reading;

namespace Havel.Store.Planning;

/// <summary>A statement being written, and the values to bind to it. Values never become text, so that plans of one
/// shape are one statement, prepared once. Belongs to one reader and is used over and over.</summary>
internal sealed class SqlText(SqlDialect dialect)
{
    private readonly List<SqlValue> _values = [];
    private char[] _text = new char[1024];
    private int _length;
    private int _aliases;
    private int _grantAt;

    public SqlDialect Dialect => dialect;

    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>Begins a new statement.</summary>
    public SqlText Clear()
    {
        _length = 0;
        _values.Clear();
        _aliases = 0;
        _grantAt = 0;
        return this;
    }

    /// <summary>The grant of the request, where the database decides by values that go with the statement.</summary>
    public PermitValues? Permit { get; set; }

    /// <summary>The number of the first of the grant's values in this statement; bound with the first use.</summary>
    public int PermitAt()
    {
        if (_grantAt == 0)
        {
            _grantAt = _values.Count + 1;
            var permit = Permit ?? throw new InvalidOperationException("A guarded plan is written without a grant.");
            _values.Add(new SqlValue(permit.Matrix));
            _values.Add(new SqlValue(permit.Stride));
            if (!permit.IsPlain)
                _values.Add(permit.IsWide
                    ? new SqlValue((short[])permit.Classes)
                    : new SqlValue((byte[])permit.Classes));
            if (permit.Own is { } own)
            {
                _values.Add(new SqlValue(own));
                _values.Add(new SqlValue(permit.OwnFrom));
            }
        }

        return _grantAt;
    }

    /// <summary>A value that the statement has already, by its number.</summary>
    public SqlText Again(int number) => Add(dialect.Parameter, Numbers.Of(number));

    /// <summary>A name for a row variable that the statement does not have yet.</summary>
    public string NextAlias() => Aliases.At(_aliases++);

    public SqlText Add(string text)
    {
        if (text.Length > _text.Length - _length)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + text.Length));

        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
        return this;
    }

    public SqlText Add(string first, string second) => Add(first).Add(second);

    public SqlText Add(string first, string second, string third) => Add(first).Add(second).Add(third);

    public SqlText Bind(long value) => Bind(new SqlValue(value));

    public SqlText Bind(double value) => Bind(new SqlValue(value));

    /// <summary>A list as one value.</summary>
    public SqlText Bind(long[] values) => Bind(new SqlValue(values));

    public SqlText Bind(string value) => Bind(new SqlValue(value));

    /// <summary><c>alias.column = ?</c>, or <c>IN</c> a list. Lists are filled up to a power of two with their last
    /// value, which changes nothing and keeps the shapes few.</summary>
    public SqlText Equal(string alias, string column, IReadOnlyList<long> values)
    {
        Add(alias, ".", column);
        if (values.Count == 1)
            return Add(" = ").Bind(values[0]);

        Add(" IN (");
        var padded = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)values.Count);
        for (var index = 0; index < padded; index++)
            Add(index == 0 ? string.Empty : ", ").Bind(values[Math.Min(index, values.Count - 1)]);

        return Add(")");
    }

    /// <inheritdoc cref="Equal(string, string, IReadOnlyList{long})"/>
    public SqlText Equal(string alias, string column, IReadOnlyList<int> values)
    {
        if (values.Count == 1)
            return Add(alias, ".", column).Add(" = ").Bind(values[0]);

        return Equal(alias, column, values.Select(value => (long)value).ToArray());
    }

    /// <summary>The prepared statement with its values bound.</summary>
    /// <param name="connection">Where it runs.</param>
    /// <param name="before">What stands before it, such as <c>EXPLAIN</c>; mostly nothing.</param>
    public Statement Prepare(Connection connection, string before = "")
    {
        var statement = before.Length == 0 ? connection.Cached(Text) : connection.Cached(before + Text.ToString());
        BindTo(statement);
        return statement;
    }

    /// <summary>Binds the values to a statement of this text.</summary>
    public void BindTo(Statement statement)
    {
        for (var index = 0; index < _values.Count; index++)
            _values[index].Bind(statement, index + 1);
    }

    /// <summary>A number for the statement with its values; different ones practically never share it.</summary>
    public ulong Fingerprint()
    {
        var low = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(Text));
        foreach (var value in _values)
            low = (low * 0x9E3779B97F4A7C15) ^ value.Fingerprint();

        return low;
    }

    public override string ToString() => Text.ToString();

    public SqlText Bind(SqlValue value)
    {
        _values.Add(value);
        return dialect.IsNumbered ? Again(_values.Count) : Add(dialect.Parameter);
    }
}

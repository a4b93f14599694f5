using Npgsql;
using NpgsqlTypes;

namespace Havel.Store.Postgres;

/// <summary>The values of one column of many rows, in the type the table has there.</summary>
internal abstract class PostgresColumn
{
    /// <summary>A column of a type that tables of the store have.</summary>
    /// <param name="type">As <c>format_type</c> writes it.</param>
    public static PostgresColumn Of(string type) => type switch
    {
        "bigint" => new Typed<long>(NpgsqlDbType.Bigint, value => value),
        "integer" => new Typed<int>(NpgsqlDbType.Integer, value => checked((int)value)),
        "smallint" => new Typed<short>(NpgsqlDbType.Smallint, value => checked((short)value)),
        "double precision" => new Typed<double>(NpgsqlDbType.Double, value => value),
        "text" => new Typed<string>(NpgsqlDbType.Text, integer: null),
        "bytea" => new Typed<byte[]>(NpgsqlDbType.Bytea, integer: null),
        _ => throw new NotSupportedException($"No table of the store has a column of type {type}."),
    };

    /// <summary>How many values it has.</summary>
    public abstract int Count { get; }

    public abstract void Add(long value);

    public abstract void Add<TValue>(TValue value);

    /// <summary>Empties it and gives all values as one array.</summary>
    public abstract NpgsqlParameter Take();

    /// <summary>Writes one value into a <c>COPY</c>.</summary>
    public abstract void Write(NpgsqlBinaryImporter copy, int row);

    private sealed class Typed<T>(NpgsqlDbType type, Func<long, T>? integer) : PostgresColumn
    {
        private readonly List<T> _values = [];

        public override int Count => _values.Count;

        public override void Add(long value) => _values.Add(
            (integer ?? throw new InvalidOperationException("A number for a column of another kind."))(value));

        public override void Add<TValue>(TValue value) => _values.Add((T)(object)value!);

        public override NpgsqlParameter Take() => new NpgsqlParameter<T[]>
        {
            TypedValue = [.. _values],
            NpgsqlDbType = NpgsqlDbType.Array | type,
        };

        public override void Write(NpgsqlBinaryImporter copy, int row) => copy.Write(_values[row], type);
    }
}

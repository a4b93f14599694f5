using Npgsql;

namespace Havel.Store.Postgres;

/// <summary>Batch commands of one statement. Each goes to the server with the values of one execution; those that have
/// come back are used again.</summary>
internal sealed class PostgresCall : IPostgresQueued
{
    private readonly NpgsqlParameter?[] _parameters;

    public PostgresCall(string sql, int parameters)
    {
        Command = new NpgsqlBatchCommand(sql);
        var start = sql.AsSpan().TrimStart();
        HasRows = start.StartsWith("SELECT", StringComparison.Ordinal)
            || start.StartsWith("WITH RECURSIVE", StringComparison.Ordinal);
        _parameters = new NpgsqlParameter?[parameters];
    }

    public NpgsqlBatchCommand Command { get; }

    /// <summary>Whether rows come back, even if nobody wants them.</summary>
    public bool HasRows { get; }

    /// <summary>Who waits for the rows.</summary>
    public PostgresStatement? Asker { get; set; }

    public void Set<T>(int index, T value)
    {
        if (_parameters[index - 1] is NpgsqlParameter<T> known)
            known.TypedValue = value;
        else
            Replace(index, new NpgsqlParameter<T> { TypedValue = value });
    }

    /// <summary>NULL of whatever type the server wants there.</summary>
    public void SetNull(int index) => Replace(
        index, new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Unknown, Value = DBNull.Value });

    /// <summary>The values of another execution, into one that goes its own way.</summary>
    public void CopyTo(PostgresCall other)
    {
        for (var index = 0; index < _parameters.Length; index++)
        {
            switch (_parameters[index])
            {
                case NpgsqlParameter<long> number:
                    other.Set(index + 1, number.TypedValue);
                    break;
                case NpgsqlParameter<string> text:
                    other.Set(index + 1, text.TypedValue);
                    break;
                case NpgsqlParameter<double> real:
                    other.Set(index + 1, real.TypedValue);
                    break;
                case NpgsqlParameter<byte[]> bytes:
                    other.Set(index + 1, bytes.TypedValue);
                    break;
                case NpgsqlParameter<long[]> numbers:
                    other.Set(index + 1, numbers.TypedValue);
                    break;
                case { } nothing when nothing.Value is DBNull:
                    other.SetNull(index + 1);
                    break;
                case { } any:
                    other.Replace(index + 1, any.Clone());
                    break;
            }
        }
    }

    private void Replace(int index, NpgsqlParameter parameter)
    {
        _parameters[index - 1] = parameter;
        var all = Command.Parameters;
        all.Clear();
        foreach (var known in _parameters)
        {
            if (known is null)
                break;

            all.Add(known);
        }
    }
}

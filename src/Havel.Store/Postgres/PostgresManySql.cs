using Havel.Store.Databases;

namespace Havel.Store.Postgres;

/// <summary>How many rows are written by one statement: each column comes as an array.
/// Source: https://www.postgresql.org/docs/15/functions-array.html (unnest).</summary>
internal sealed class PostgresManySql
{
    /// <summary>Writes the texts.</summary>
    /// <param name="rows">What is done with each row.</param>
    /// <param name="types">The types of its columns.</param>
    public PostgresManySql(ManyRows rows, IReadOnlyList<string> types)
    {
        var columns = string.Join(", ", rows.Columns);
        var arrays = string.Join(", ", types.Select((type, at) => $"${at + 1}::{type}[]"));
        var matches = string.Join(" AND ", rows.Key.Select(column => $"t.{column} = u.{column}"));
        var insert = $"INSERT INTO {rows.Table}({columns}) SELECT * FROM unnest({arrays})";
        Statement = rows.Kind switch
        {
            ManyKind.Insert => insert,
            ManyKind.InsertMissing => $"{insert} ON CONFLICT DO NOTHING",
            ManyKind.Put => $"{insert} ON CONFLICT ({string.Join(", ", rows.Key)}) DO UPDATE SET "
                + string.Join(", ", rows.Others.Select(column => $"{column} = excluded.{column}"))
                + " WHERE " + string.Join(
                    " OR ", rows.Others.Select(column => $"{rows.Table}.{column} IS DISTINCT FROM excluded.{column}")),
            ManyKind.Update => $"UPDATE {rows.Table} t SET "
                + string.Join(", ", rows.Others.Select(column => $"{column} = u.{column}"))
                + $" FROM unnest({arrays}) AS u({columns}) WHERE {matches}",
            _ => $"DELETE FROM {rows.Table} t USING unnest({arrays}) AS u({columns}) WHERE {matches}",
        };
        Copy = $"COPY {rows.Table}({columns}) FROM STDIN (FORMAT BINARY)";
    }

    /// <summary>The statement that takes arrays.</summary>
    public string Statement { get; }

    /// <summary>The same for very many new rows.</summary>
    public string Copy { get; }
}

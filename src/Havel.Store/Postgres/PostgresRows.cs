using Havel.Store.Databases;
using Npgsql;

namespace Havel.Store.Postgres;

/// <summary>Rows that wait in the queue to be written by one statement.</summary>
internal sealed class PostgresRows : IPostgresQueued
{
    private readonly PostgresManySql _sql;
    private readonly PostgresColumn[] _columns;
    private readonly HashSet<long> _rids = [];
    private readonly HashSet<long>? _keys;

    public PostgresRows(ManyRows kind, PostgresManySql sql, IReadOnlyList<string> types)
    {
        Kind = kind;
        _sql = sql;
        _columns = [.. types.Select(PostgresColumn.Of)];
        _keys = kind.Kind is ManyKind.Put or ManyKind.Update ? [] : null;
    }

    /// <summary>What is done with them.</summary>
    public ManyRows Kind { get; }

    public int Count => _columns[0].Count;

    public bool HasRows => false;

    /// <summary>Whether there are so many that a <c>COPY</c> is worth its own way over the wire.</summary>
    public bool IsLarge => Kind.Kind == ManyKind.Insert && Count >= Limits.CopiedRows;

    public NpgsqlBatchCommand Command
    {
        get
        {
            var command = new NpgsqlBatchCommand(_sql.Statement);
            foreach (var column in _columns)
                command.Parameters.Add(column.Take());

            return command;
        }
    }

    public PostgresColumn this[int column] => _columns[column];

    /// <summary>Whether any row is one of that resource's.</summary>
    public bool Holds(long rid) => _rids.Contains(rid);

    /// <summary>Remembers whose row comes, and by what key it will be found. False where a row of that key is in it
    /// already: one statement may not change a row twice.</summary>
    public bool Takes(long rid, long key)
    {
        if (_keys?.Add(key) == false)
            return false;

        _rids.Add(rid);
        return true;
    }

    /// <summary>Sends the rows as a <c>COPY</c>.
    /// Source: https://www.postgresql.org/docs/15/sql-copy.html.</summary>
    public void Copy(NpgsqlConnection connection)
    {
        using var copy = connection.BeginBinaryImport(_sql.Copy);
        for (var row = 0; row < Count; row++)
        {
            copy.StartRow();
            foreach (var column in _columns)
                column.Write(copy, row);
        }

        copy.Complete();
    }
}

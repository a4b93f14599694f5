using Havel.Store.Databases;

namespace Havel.Store.Postgres;

/// <summary>The rows in the queue that others may still join. A row joins rows that stand before other work of the same
/// table only if that work has nothing of the same resource, so that each resource's writes keep their order.</summary>
internal sealed class PostgresOpenRows
{
    private readonly Dictionary<string, List<PostgresRows>> _tables = new(StringComparer.Ordinal);

    public void Add(PostgresRows rows)
    {
        if (!_tables.TryGetValue(rows.Kind.Table, out var open))
            _tables[rows.Kind.Table] = open = [];

        open.Add(rows);
    }

    /// <summary>Rows of that kind which a row of that resource may join, or null.</summary>
    public PostgresRows? Find(ManyRows kind, long rid)
    {
        if (!_tables.TryGetValue(kind.Table, out var open))
            return null;

        for (var at = open.Count - 1; at >= 0; at--)
        {
            if (ReferenceEquals(open[at].Kind, kind))
                return open[at];

            if (rid < 0 || open[at].Holds(rid))
                return null;
        }

        return null;
    }

    /// <summary>A statement comes: nothing of the table it writes may join what stands before it. A statement that does
    /// not begin with a table's name, such as a savepoint, may concern all.</summary>
    public void Close(string sql)
    {
        if (_tables.Count == 0)
            return;

        if (TableOf(sql) is { } table)
            _tables.Remove(table);
        else
            _tables.Clear();
    }

    public void Clear() => _tables.Clear();

    private static string? TableOf(string sql)
    {
        var rest = sql.AsSpan().TrimStart();
        foreach (var start in (ReadOnlySpan<string>)["INSERT INTO ", "UPDATE ", "DELETE FROM "])
        {
            if (!rest.StartsWith(start, StringComparison.Ordinal))
                continue;

            rest = rest[start.Length..];
            var end = rest.IndexOfAny(" (\n");
            return end > 0 ? rest[..end].ToString() : null;
        }

        return null;
    }
}

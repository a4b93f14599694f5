using Havel.Store.Databases;

namespace Havel.Store.Interning;

/// <summary>Names as small integers, kept in a table <c>(id, name)</c>. Used within one transaction and forgotten with
/// it: while the store opens, and when search parameters are registered.</summary>
internal sealed class InternedNames
{
    private readonly Statement _insert;
    private int _last;

    /// <summary>Reads the table.</summary>
    /// <param name="connection">The writer's connection, inside a transaction.</param>
    /// <param name="table">Name of the table: <c>type</c> or <c>slot</c>.</param>
    public InternedNames(Connection connection, string table)
    {
        _insert = connection.Cached($"INSERT INTO {table}(id, name) VALUES (?1, ?2)");
        using var rows = connection.Prepare($"SELECT id, name FROM {table}");
        while (rows.Step())
        {
            Ids.Add(rows.String(1), rows.Int32(0));
            _last = Math.Max(_last, rows.Int32(0));
        }
    }

    public Dictionary<string, int> Ids { get; } = new(StringComparer.Ordinal);

    /// <summary>The number of that name; a new name gets the next number.</summary>
    public int Intern(string name)
    {
        if (Ids.TryGetValue(name, out var known))
            return known;

        _insert.Bind(1, ++_last);
        _insert.BindText(2, name);
        _insert.Run();
        return Ids[name] = _last;
    }
}

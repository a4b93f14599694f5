using Havel.Store.Databases;
using Havel.Store.Sqlite;

namespace Havel.Store.Schema;

/// <summary>How a store without resources is filled within one transaction. Rows gather in tables of the same names in
/// memory, and go over as they are; indexes are taken away and built at the end. Both fill pages, where inserting
/// leaves every page it splits half empty. Nobody else sees the store without them.
/// Source: https://sqlite.org/lang_naming.html for what an unqualified name means.</summary>
internal sealed class EmptyStore
{
    private const string Tables = "'token_row', 'string_row', 'date_row', 'number_row', 'quantity_row'";

    // What the writer itself looks up while it imports stays.
    private const string Indexes = """
        'token_link', 'string_of', 'date_of', 'number_of', 'quantity_of', 'date_wide', 'number_wide',
        'quantity_wide', 'resource_updated', 'resource_changed'
        """;

    private readonly Connection _writer;
    private readonly List<(string Name, string Sql)> _tables = [];
    private readonly List<(string Name, string Sql)> _indexes = [];

    private EmptyStore(Connection writer) => _writer = writer;

    /// <summary>Begins to fill the store, if it is empty and its database is one that is filled so.</summary>
    public static EmptyStore Begin(Connection writer)
    {
        var store = new EmptyStore(writer);
        if (writer is SqliteConnection && writer.Scalar("SELECT count(*) FROM (SELECT 1 FROM resource LIMIT 1)") == 0)
            store.TakeAway();

        return store;
    }

    /// <summary>Puts everything in its place.</summary>
    public void End()
    {
        foreach (var (name, _) in _tables)
        {
            _writer.Execute($"INSERT INTO main.{name} SELECT * FROM temp.{name}");
            _writer.Execute($"DROP TABLE temp.{name}");
        }

        foreach (var (_, sql) in _indexes)
            _writer.Execute(sql);
    }

    private void TakeAway()
    {
        const string Create = "CREATE TABLE ";
        Read("table", Tables, _tables);
        Read("index", Indexes, _indexes);
        foreach (var (name, _) in _indexes)
            _writer.Execute($"DROP INDEX main.{name}");

        foreach (var (_, sql) in _tables)
            _writer.Execute(string.Concat("CREATE TABLE temp.", sql.AsSpan(Create.Length)));
    }

    private void Read(string kind, string names, List<(string Name, string Sql)> found)
    {
        using var rows = _writer.Prepare(
            $"SELECT name, sql FROM main.sqlite_schema WHERE type = '{kind}' AND name IN ({names})");
        while (rows.Step())
            found.Add((rows.String(0), rows.String(1)));
    }
}

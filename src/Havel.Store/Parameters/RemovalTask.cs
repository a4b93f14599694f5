using Havel.Store.Indexing;
using Havel.Store.Interning;
using Havel.Store.Databases;
using Havel.Store.Writing;

namespace Havel.Store.Parameters;

/// <summary>Removes some rows of a parameter that is gone; with the last of them its slots and the parameter.</summary>
internal sealed class RemovalTask(long parameter) : WriterTask
{
    /// <summary>The keys of the index tables, as the tables are made with.</summary>
    private static readonly (string Table, string Key)[] Tables =
    [
        ("token_row", "slot, value, subject, at, rid, system, part"),
        ("string_row", "slot, value, subject, at, rid, exact, part"),
        ("date_row", "slot, low, high, subject, at, rid, part"),
        ("number_row", "slot, low, high, subject, at, rid, part"),
        ("quantity_row", "slot, unit, low, high, subject, at, rid, system, part"),
    ];

    private ActiveIndex? _index;

    public override void Run(WriterState state, long lastCommit)
    {
        var writer = state.Connection;
        var slots = ParameterIndex.SlotsOf(new InternedNames(writer, "slot"), new HashSet<long> { parameter });
        var rest = (long)Limits.RemovedRows;
        foreach (var slot in slots)
        {
            foreach (var (table, key) in Tables)
            {
                if (rest > 0)
                    rest -= Delete(writer, table, key, slot, rest);
            }
        }

        if (rest <= 0)
            return;

        ParameterTable.Drop(writer, parameter, slots);
        _index = ParameterIndex.Build(writer, state.Preparation.Index.Catalog, state.Preparation.Index);
    }

    public override void Publish(WriterState state)
    {
        if (_index is not null)
            state.Use(_index);
    }

    private static long Delete(Connection writer, string table, string key, int slot, long most)
    {
        var before = writer.TotalChanges;
        var delete = writer.Cached(
            $"DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE slot = ?1 LIMIT ?2)");
        delete.Bind(1, slot);
        delete.Bind(2, most);
        delete.Run();
        return writer.TotalChanges - before;
    }
}

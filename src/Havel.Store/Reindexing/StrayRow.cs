using Havel.Store.Databases;
using Havel.Store.Indexing;

namespace Havel.Store.Reindexing;

/// <summary>A row of an index table that no resource accounted for when it was read.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rid">The resource it says it is of.</param>
/// <param name="Digest">Hash of all of it.</param>
/// <param name="Key">The columns of its key.</param>
internal sealed record StrayRow(RowLayout Table, long Rid, ulong Digest, object[] Key)
{
    /// <summary>The columns of the key of the row that a statement stands on.</summary>
    public static object[] KeyOf(RowLayout table, Statement row)
    {
        var key = new object[table.Key.Length];
        for (var column = 0; column < key.Length; column++)
        {
            key[column] = table switch
            {
                _ when table.IsText(column) => row.String(column),
                _ when table.IsReal(column) => (object)row.Double(column),
                _ => row.Int64(column),
            };
        }

        return key;
    }

    /// <summary>Binds a key as parameters from 1.</summary>
    public static void Bind(Statement statement, object[] key)
    {
        for (var column = 0; column < key.Length; column++)
        {
            switch (key[column])
            {
                case string text:
                    statement.BindText(column + 1, text);
                    break;
                case double real:
                    statement.Bind(column + 1, real);
                    break;
                default:
                    statement.Bind(column + 1, (long)key[column]);
                    break;
            }
        }
    }
}

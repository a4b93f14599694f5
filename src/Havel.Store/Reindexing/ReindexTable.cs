using Havel.Store.Databases;

namespace Havel.Store.Reindexing;

/// <summary>Reads and writes <c>reindex</c>, in the caller's transaction.</summary>
internal static class ReindexTable
{
    /// <summary>The run there is, or null.</summary>
    public static ReindexRun? Load(Connection connection)
    {
        using var row = connection.Prepare(
            "SELECT type, parameter, next, done, total, mended, removed FROM reindex WHERE id = 1");
        return row.Step()
            ? new ReindexRun(
                row.String(0), row.String(1), row.Int64(2), row.Int64(3), row.Int64(4), row.Int64(5), row.Int64(6))
            : null;
    }

    /// <summary>Begins a run, or sets how far it is.</summary>
    public static void Save(Connection writer, ReindexRun run)
    {
        Drop(writer);
        var insert = writer.Cached("""
            INSERT INTO reindex(id, type, parameter, next, done, total, mended, removed)
            VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """);
        insert.BindText(1, run.Type);
        insert.BindText(2, run.Parameter);
        insert.Bind(3, run.Next);
        insert.Bind(4, run.Done);
        insert.Bind(5, run.Total);
        insert.Bind(6, run.Mended);
        insert.Bind(7, run.Removed);
        insert.Run();
    }

    /// <summary>Ends the run.</summary>
    public static void Drop(Connection writer) => writer.Cached("DELETE FROM reindex WHERE id = 1").Run();
}

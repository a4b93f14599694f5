using Havel.Fhir.Search.Custom;
using Havel.Store.Schema;
using Havel.Store.Databases;

namespace Havel.Store.Parameters;

/// <summary>Reads and writes <c>search_parameter</c> and <c>index_job</c>, in the caller's transaction.</summary>
internal static class ParameterTable
{
    /// <summary>All parameters in the order of their registration.</summary>
    public static List<RegisteredParameter> Load(Connection connection)
    {
        using var rows = connection.Prepare("SELECT id, state, job, definition FROM search_parameter ORDER BY id");
        var parameters = new List<RegisteredParameter>();
        while (rows.Step())
        {
            var text = rows.Blob(3).ToArray();
            parameters.Add(new RegisteredParameter(
                rows.Int64(0), (ParameterState)rows.Int32(1), rows.Int64(2), text, SearchParameterText.Read(text)));
        }

        return parameters;
    }

    /// <summary>All jobs, the oldest first.</summary>
    public static List<IndexJob> Jobs(Connection connection)
    {
        using var rows = connection.Prepare("SELECT id, cutoff, type, updated, rid, done FROM index_job ORDER BY id");
        var jobs = new List<IndexJob>();
        while (rows.Step())
        {
            jobs.Add(new IndexJob(
                rows.Int64(0), rows.Int64(1), rows.Int32(2), rows.Int64(3), rows.Int64(4), rows.Int64(5)));
        }

        return jobs;
    }

    /// <summary>Counts a change, so that other processes which use the database read the parameters again.</summary>
    private static void Count(Connection writer)
    {
        if (writer.IsShared)
            writer.Cached($"UPDATE meta SET value = value + 1 WHERE name = '{MetaName.IndexVersion}'").Run();
    }

    /// <summary>The number of changes so far, as the connection's transaction sees them.</summary>
    public static long VersionOf(Connection connection)
    {
        var row = connection.Cached($"SELECT value FROM meta WHERE name = '{MetaName.IndexVersion}'");
        var version = row.Step() ? row.Int64(0) : 0;
        row.Reset();
        return version;
    }

    /// <summary>Registers a definition that is yet to be indexed.</summary>
    /// <returns>The number it got.</returns>
    public static long Add(Connection writer, byte[] text)
    {
        var insert = writer.Cached("INSERT INTO search_parameter(state, job, definition) VALUES (0, 0, ?1)");
        insert.BindBlob(1, text);
        insert.Run();
        Count(writer);
        return writer.Scalar("SELECT max(id) FROM search_parameter");
    }

    public static void Set(Connection writer, long parameter, ParameterState state, long job)
    {
        var update = writer.Cached("UPDATE search_parameter SET state = ?2, job = ?3 WHERE id = ?1");
        update.Bind(1, parameter);
        update.Bind(2, (int)state);
        update.Bind(3, job);
        update.Run();
        Count(writer);
    }

    /// <summary>Begins a job at the first resource of the first type.</summary>
    public static long AddJob(Connection writer, long cutoff)
    {
        var insert = writer.Cached(
            "INSERT INTO index_job(cutoff, type, updated, rid, done) VALUES (?1, 0, 0, 0, 0)");
        insert.Bind(1, cutoff);
        insert.Run();
        return writer.Scalar("SELECT max(id) FROM index_job");
    }

    /// <summary>Moves a job on.</summary>
    public static void Advance(Connection writer, IndexJob job)
    {
        var update = writer.Cached(
            "UPDATE index_job SET type = ?2, updated = ?3, rid = ?4, done = ?5 WHERE id = ?1");
        update.Bind(1, job.Id);
        update.Bind(2, job.Type);
        update.Bind(3, job.Updated);
        update.Bind(4, job.Rid);
        update.Bind(5, job.Done);
        update.Run();
    }

    public static void DropJob(Connection writer, long job) =>
        Run(writer, "DELETE FROM index_job WHERE id = ?1", job);

    /// <summary>Forgets a parameter that has no rows any more, and the names of its slots.</summary>
    public static void Drop(Connection writer, long parameter, IReadOnlyList<int> slots)
    {
        foreach (var slot in slots)
            Run(writer, "DELETE FROM slot WHERE id = ?1", slot);

        Run(writer, "DELETE FROM search_parameter WHERE id = ?1", parameter);
        Count(writer);
    }

    private static void Run(Connection writer, string sql, long value)
    {
        var statement = writer.Cached(sql);
        statement.Bind(1, value);
        statement.Run();
    }
}

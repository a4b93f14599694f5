using Havel.Store.Databases;

namespace Havel.Store.Jobs;

/// <summary>Reads and writes <c>job</c>.</summary>
internal sealed class JobTable(Connection connection)
{
    /// <summary>Takes a job in.</summary>
    /// <returns>False where its owner has as many as allowed.</returns>
    public bool Add(JobRow job, long oldest, int most)
    {
        var old = connection.Cached("DELETE FROM job WHERE created < ?1");
        old.Bind(1, oldest);
        old.Run();
        var count = connection.Cached("SELECT count(*) FROM job WHERE owner = ?1");
        count.BindBlob(1, job.Owner);
        var owned = count.Step() ? count.Int64(0) : 0;
        count.Reset();
        if (owned >= most)
            return false;

        var insert = connection.Cached("""
            INSERT INTO job(id, owner, created, request, beat, runs, status, policy, result)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8)
            """);
        insert.BindText(1, job.Id);
        insert.BindBlob(2, job.Owner);
        insert.Bind(3, job.Created);
        insert.BindBlob(4, job.Request);
        insert.Bind(5, job.Beat);
        insert.Bind(6, job.Runs);
        insert.Bind(7, job.Policy);
        insert.BindBlob(8, []);
        insert.Run();
        return true;
    }

    public JobRow? Find(string id)
    {
        var row = connection.Cached(
            "SELECT owner, created, request, beat, runs, status, policy, result FROM job WHERE id = ?1");
        row.BindText(1, id);
        var found = row.Step()
            ? new JobRow(id, row.Blob(0).ToArray(), row.Int64(1), row.Blob(2).ToArray())
            {
                Beat = row.Int64(3),
                Runs = row.Int32(4),
                Status = row.Int32(5),
                Policy = row.Int64(6),
                Result = row.Blob(7).ToArray(),
            }
            : null;
        row.Reset();
        return found;
    }

    /// <summary>Begins it, or begins it anew: the answer is gone.</summary>
    /// <returns>False where it is not there any more, or somebody else has begun it.</returns>
    public bool Begin(string id, int runs, long policy, long now)
    {
        var before = connection.TotalChanges;
        var update = connection.Cached("""
            UPDATE job SET beat = ?2, runs = ?3, status = 0, policy = ?4, result = ?5 WHERE id = ?1 AND runs = ?6
            """);
        update.BindText(1, id);
        update.Bind(2, now);
        update.Bind(3, runs + 1);
        update.Bind(4, policy);
        update.BindBlob(5, []);
        update.Bind(6, runs);
        update.Run();
        return connection.TotalChanges > before;
    }

    /// <summary>Says that it is being worked on; 0 that nobody does any more.</summary>
    public bool Beat(string id, long now)
    {
        var update = connection.Cached("UPDATE job SET beat = ?2 WHERE id = ?1 AND status = 0");
        update.BindText(1, id);
        update.Bind(2, now);
        update.Run();
        return true;
    }

    /// <summary>Keeps the answer. A policy version that was taken back meanwhile stays so.</summary>
    public bool End(string id, int status, ReadOnlySpan<byte> result, long now)
    {
        var update = connection.Cached("UPDATE job SET status = ?2, result = ?3, beat = ?4 WHERE id = ?1");
        update.BindText(1, id);
        update.Bind(2, status);
        update.BindBlob(3, result);
        update.Bind(4, now);
        update.Run();
        return true;
    }

    public bool Remove(string id)
    {
        var remove = connection.Cached("DELETE FROM job WHERE id = ?1");
        remove.BindText(1, id);
        remove.Run();
        return true;
    }
}

using Havel.Store.Planning;
using Havel.Store.Statistics;

namespace Havel.Store.Databases;

/// <summary>One connection to the database, whichever it is. Used by one thread at a time. Statements prepared through
/// <see cref="Cached(string)"/> live as long as the connection.</summary>
internal abstract class Connection : IDisposable
{
    private protected Connection(SqlDialect dialect) => Dialect = dialect;

    /// <summary>How SQL is written for this database.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>Rows changed since the connection was opened.</summary>
    public abstract long TotalChanges { get; }

    /// <summary>Grows with everything that was written or put off to be written, and with nothing else.</summary>
    public virtual long Writes => TotalChanges;

    /// <summary>Whether a transaction is open. A full disk or a failing one can end it without being asked.</summary>
    public abstract bool IsInTransaction { get; }

    /// <summary>Whether other processes write this database too, each question costing a way over a wire.</summary>
    public virtual bool IsShared => false;

    /// <summary>Prepares a statement that the caller disposes, or the connection when it closes.</summary>
    public abstract Statement Prepare(string sql);

    /// <summary>The prepared statement of that text, made on first use and kept: SQL comes in few fixed
    /// shapes.</summary>
    public abstract Statement Cached(string sql);

    /// <inheritdoc cref="Cached(string)"/>
    public abstract Statement Cached(ReadOnlySpan<char> sql);

    /// <summary>Prepares a statement that is run for many rows. A database at the end of a wire gathers them while no
    /// other statement runs, and carries them out together, in the order of all statements.</summary>
    public virtual Statement PrepareMany(ManyRows rows) => Prepare(rows.Sql);

    /// <summary>Prepares a statement that inserts so many rows at once, their parameters one row behind the other; null
    /// where the database gathers rows by itself.</summary>
    public virtual Statement? PrepareRows(ManyRows rows, int count) => null;

    /// <summary>Runs one or several statements whose rows nobody wants.</summary>
    public abstract void Execute(string sql);

    /// <summary>Begins a transaction that reads: all its statements see the database of one moment.</summary>
    public abstract void BeginRead();

    /// <summary>Begins a transaction that writes; waits until no other one does.</summary>
    public abstract void BeginWrite();

    /// <summary>Carries out what <see cref="Statement.Run"/> has put off, and tells what went wrong with it.</summary>
    public virtual void Flush()
    {
    }

    /// <summary>Ends the transaction; what it wrote is durable when this returns.</summary>
    public abstract void Commit();

    /// <summary>Ends the transaction where somebody else sees to it that it becomes durable before anybody is told
    /// (<see cref="MakeDurable"/>): what it wrote is seen when this returns, and lost if the database dies
    /// now.</summary>
    public virtual void CommitSoon() => Commit();

    /// <summary>Returns when everything that was committed before, on whatever connection, is durable.</summary>
    public virtual void MakeDurable()
    {
    }

    /// <summary>Grows when the connection was lost and made anew: what was committed and was not durable may be
    /// gone.</summary>
    public virtual int Generation => 0;

    /// <summary>The next statement is the last of a transaction that reads: where each is a way over a wire, the
    /// transaction ends with it.</summary>
    public virtual void EndWithNext()
    {
    }

    /// <summary>Ends the transaction and undoes what it wrote.</summary>
    public abstract void RollBack();

    /// <summary>From now on queries stop with <see cref="DatabaseException.IsInterrupted"/> when the time is used
    /// up.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="limit">How long from now; null takes the limit away.</param>
    public abstract void LimitTime(TimeProvider time, TimeSpan? limit);

    /// <summary>Stops the running query from another thread: it ends with
    /// <see cref="DatabaseException.IsInterrupted"/>.</summary>
    public abstract void Interrupt();

    /// <summary>Tidies up before the last connection closes.</summary>
    public virtual void Checkpoint()
    {
    }

    /// <summary>Bytes of each table and index, by name; one line for all where they cannot be told apart.</summary>
    public abstract IReadOnlyList<NamedCount> Sizes();

    /// <summary>Removes from the disk, as far as the database can, what was deleted: outside of any transaction. It may
    /// take long.</summary>
    public virtual void Scrub() => Checkpoint();

    /// <summary>The first column of the first row, or the fallback where there is no row.</summary>
    public long Scalar(string sql, long fallback = 0)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : fallback;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}

namespace Havel.Store.Databases;

/// <summary>The database refused a call: our bug or the machine's trouble (disk full, connection lost). The message is
/// for the log; nothing of it goes to a client. Statements carry no values, so the SQL in the message betrays
/// none.</summary>
public abstract class DatabaseException : Exception
{
    private protected DatabaseException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Whether the query was stopped by its time limit or by a cancelled request.</summary>
    public abstract bool IsInterrupted { get; }

    /// <summary>Whether a rule of a table was broken.</summary>
    public abstract bool IsConstraint { get; }

    /// <summary>Whether the disk, or the size the database may have, is used up.</summary>
    public abstract bool IsFull { get; }

    /// <summary>Whether a transaction that went by what its process knew (<see cref="Writing.WriterTurn"/>) found it
    /// otherwise; it has changed nothing.</summary>
    public virtual bool IsOvertaken => false;

    /// <summary>Whether the disk does not do its part: it fails, or is read-only.</summary>
    public virtual bool IsRefused => false;

    /// <summary>Whether a copy that follows another database gave up the query to go on following.</summary>
    public virtual bool IsConflict => false;

    /// <summary>Whether the connection to the database is gone: whether what was under way became durable is not
    /// known.</summary>
    public abstract bool IsLost { get; }
}

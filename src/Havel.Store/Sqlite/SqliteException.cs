namespace Havel.Store.Sqlite;

/// <summary>SQLite refused a call: our bug or the machine's trouble (disk full, file damaged). The message is for the
/// log; nothing of it goes to a client. Statements carry no values, so the SQL in the message betrays none.</summary>
public sealed class SqliteException : Exception
{
    internal SqliteException(int code, string message)
        : base($"SQLite {code}: {message}")
    {
        Code = code;
    }

    /// <summary>SQLite's extended result code.</summary>
    public int Code { get; }

    /// <summary>Whether the query was stopped by its time limit or by a cancelled request.</summary>
    public bool IsInterrupted => (Code & SqliteCode.PrimaryMask) == SqliteCode.Interrupt;

    /// <summary>Whether a rule of a table was broken.</summary>
    public bool IsConstraint => (Code & SqliteCode.PrimaryMask) == SqliteCode.Constraint;

    /// <summary>Whether the disk, or the size the database may have, is used up.</summary>
    public bool IsFull => (Code & SqliteCode.PrimaryMask) == SqliteCode.Full;
}

using Havel.Store.Databases;

namespace Havel.Store.Sqlite;

/// <summary>SQLite refused a call: our bug or the machine's trouble (disk full, file damaged). The message is for the
/// log; nothing of it goes to a client. Statements carry no values, so the SQL in the message betrays none.</summary>
public sealed class SqliteException : DatabaseException
{
    internal SqliteException(int code, string message)
        : base($"SQLite {code}: {message}")
    {
        Code = code;
    }

    /// <summary>SQLite's extended result code.</summary>
    public int Code { get; }

    public override bool IsInterrupted => (Code & SqliteCode.PrimaryMask) == SqliteCode.Interrupt;

    public override bool IsConstraint => (Code & SqliteCode.PrimaryMask) == SqliteCode.Constraint;

    public override bool IsFull => (Code & SqliteCode.PrimaryMask) == SqliteCode.Full;

    public override bool IsRefused => (Code & SqliteCode.PrimaryMask)
        is SqliteCode.ReadOnly or SqliteCode.IoError or SqliteCode.CannotOpen;

    /// <summary>A file is not lost.</summary>
    public override bool IsLost => false;
}

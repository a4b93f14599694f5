using Havel.Store.Databases;
using Npgsql;

namespace Havel.Store.Postgres;

/// <summary>PostgreSQL refused a statement, or the connection to it is gone. Source of the codes:
/// https://www.postgresql.org/docs/15/errcodes-appendix.html.</summary>
public sealed class PostgresFailure : DatabaseException
{
    private const string Canceled = "57014";
    private const string DiskFull = "53100";
    private const string ReadOnly = "25006";
    private const string TooManyConnections = "53300";
    private const string Conflict = "40001";
    private const string DivisionByZero = "22012";

    internal PostgresFailure(NpgsqlException inner)
        : base($"PostgreSQL {inner.SqlState ?? "connection"}: {inner.Message}", inner)
    {
        SqlState = inner.SqlState;
    }

    /// <summary>A failure that the store itself found: the time of a request was used up.</summary>
    private PostgresFailure(string? sqlState, string message)
        : base(message)
    {
        SqlState = sqlState;
    }

    /// <summary>The five characters of the server's code; null where the connection failed.</summary>
    public string? SqlState { get; }

    public override bool IsInterrupted => SqlState is Canceled;

    public override bool IsConstraint => SqlState?.StartsWith("23", StringComparison.Ordinal) == true;

    /// <summary>The one division that the store writes is by whether it has guessed right.</summary>
    public override bool IsOvertaken => SqlState is DivisionByZero;

    /// <summary>Source: https://www.postgresql.org/docs/15/hot-standby.html#HOT-STANDBY-CONFLICT.</summary>
    public override bool IsConflict => SqlState is Conflict;

    public override bool IsFull => SqlState is DiskFull;

    /// <summary>Also where the server is going down, is not ready yet, takes no more connections, or has become a
    /// standby that does not write.</summary>
    public override bool IsLost => SqlState is null or ReadOnly or TooManyConnections
        || SqlState.StartsWith("57P", StringComparison.Ordinal)
        || SqlState.StartsWith("08", StringComparison.Ordinal);

    /// <summary>What the driver threw, as the store knows it; null for faults of our own. A broken stream, too, is a
    /// lost connection.</summary>
    internal static PostgresFailure? Of(Exception exception) => exception switch
    {
        PostgresFailure known => known,
        NpgsqlException failure => new PostgresFailure(failure),
        IOException or System.Net.Sockets.SocketException or TimeoutException =>
            new PostgresFailure(new NpgsqlException(exception.Message, exception)),
        _ => null,
    };

    /// <summary>The database died and what was written before is not there.</summary>
    internal static PostgresFailure Gone() =>
        new(sqlState: null, "The database was lost before the write was durable.");

    internal static PostgresFailure OutOfTime() => new(Canceled, "The time of the request is used up.");
}

namespace Havel.Store.Postgres;

/// <summary>What a connection is for.</summary>
internal enum PostgresMode
{
    /// <summary>Reads only; the server itself refuses every write.</summary>
    Read,

    /// <summary>Reads and writes.</summary>
    Write,
}

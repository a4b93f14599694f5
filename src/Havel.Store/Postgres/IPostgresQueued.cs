using Npgsql;

namespace Havel.Store.Postgres;

/// <summary>What waits to be sent with others.</summary>
internal interface IPostgresQueued
{
    /// <summary>As Npgsql takes it; asked for once.</summary>
    NpgsqlBatchCommand Command { get; }

    /// <summary>Whether the server answers with rows.</summary>
    bool HasRows { get; }
}

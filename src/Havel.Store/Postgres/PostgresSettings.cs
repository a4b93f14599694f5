using System.Globalization;
using Npgsql;

namespace Havel.Store.Postgres;

/// <summary>What the store adds to an operator's connection string.</summary>
internal static class PostgresSettings
{
    /// <summary>The planner owns the plan: a statement is planned once, not by the values of one execution; joins are
    /// made in the order in which they are written; nothing is compiled or run in parallel for a query of a
    /// millisecond. Source: https://www.postgresql.org/docs/15/runtime-config-query.html.</summary>
    private const string Plans =
        "-c plan_cache_mode=force_generic_plan -c join_collapse_limit=1 -c from_collapse_limit=1 -c jit=off "
        + "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_bitmapscan=off "
        + "-c max_parallel_workers_per_gather=0";

    /// <summary>What is sent together sees one moment, also where nothing begins a transaction.</summary>
    private const string Snapshots =
        @" -c default_transaction_isolation=repeatable\ read -c default_transaction_read_only=on";

    private const int DriverSeconds = 15;
    private const int KeepAliveSeconds = 10;

    public static string Of(string connectionString, PostgresMode mode)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            MaxAutoPrepare = Limits.CachedStatements,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            IncludeErrorDetail = false,
            ApplicationName = "havel",
        };
        var isRead = mode == PostgresMode.Read;

        // The server ends what takes too long and says so; a driver that gave up at the same moment would make a lost
        // connection of it, and of a writer that waits for its turn. Who waits notices a dead network by these.
        settings.CommandTimeout = isRead ? Limits.QuerySeconds + DriverSeconds : 0;
        settings.TcpKeepAlive = true;
        settings.TcpKeepAliveTime = KeepAliveSeconds;
        settings.TcpKeepAliveInterval = KeepAliveSeconds;
        var limit = isRead
            ? string.Create(
                CultureInfo.InvariantCulture, $" -c statement_timeout={Limits.QuerySeconds * 1000}{Snapshots}")
            : string.Empty;
        settings.Options = $"{settings.Options} {Plans} -c extra_float_digits=3{limit}".Trim();
        return settings.ConnectionString;
    }
}

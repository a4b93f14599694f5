using Havel.Store.Postgres;

namespace Havel.Store.Schema;

/// <summary>Connects to PostgreSQL and makes the tables of an empty database.</summary>
internal static class PostgresSetup
{
    /// <summary>An arbitrary number that all processes use for the lock under which tables are made or changed: two
    /// that start at once do it one after the other.</summary>
    private const long SetupLock = 0x4861_7665_6C01;

    public static PostgresConnection OpenWriter(string connectionString)
    {
        var connection = PostgresConnection.Open(connectionString, PostgresMode.Write);
        try
        {
            Ensure(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static PostgresConnection OpenReader(string connectionString) =>
        PostgresConnection.Open(connectionString, PostgresMode.Read);

    private static void Ensure(PostgresConnection connection)
    {
        connection.BeginWrite();
        connection.Cached($"SELECT pg_advisory_xact_lock({SetupLock})").Run();
        if (connection.Scalar("SELECT CASE WHEN to_regclass('meta') IS NULL THEN 0 ELSE 1 END") == 0)
            Create(connection);

        var version = SchemaVersion.Of(connection);
        if (version is >= SchemaStep.Oldest and < SchemaText.Version)
        {
            SchemaMigration.Run(connection, version, step => step.Postgres);
            version = SchemaText.Version;
        }

        connection.Commit();
        if (version != SchemaText.Version)
            throw SchemaVersion.Refusal("The database", version);
    }

    private static void Create(PostgresConnection connection)
    {
        foreach (var table in PostgresSchema.Tables)
            connection.Execute(table);

        connection.Execute(
            $"INSERT INTO meta(name, value) VALUES ('{MetaName.SchemaVersion}', {SchemaText.Version}),"
            + $" ('{MetaName.PolicyVersion}', 1), ('{MetaName.Writer}', 0), ('{MetaName.IndexVersion}', 1)");
        SchemaMigration.Note(connection, SchemaText.Version);
    }
}

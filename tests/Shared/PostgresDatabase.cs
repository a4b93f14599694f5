namespace Havel.Tests.Shared;

/// <summary>One database on a <see cref="PostgresServer"/>; disposing of it drops it, whoever is still
/// connected.</summary>
internal sealed class PostgresDatabase(PostgresServer server, string name) : IDisposable
{
    public PostgresServer Server { get; } = server;

    public string Name { get; } = name;

    /// <summary>As Npgsql and <c>--store</c> take it.</summary>
    public string ConnectionString { get; } =
        $"Host=127.0.0.1;Port={server.Port};Username=havel;Database={name};SSL Mode=Disable";

    /// <summary>A fresh database where the environment variable <c>HAVEL_TEST_DATABASE</c> is <c>postgres</c>, so that
    /// whole suites run on it; null otherwise.</summary>
    public static PostgresDatabase? OfTestRun() =>
        Environment.GetEnvironmentVariable("HAVEL_TEST_DATABASE") is "postgres"
            ? PostgresServer.Shared.CreateDatabase()
            : null;

    /// <summary>Runs a statement as an operator would; rows, columns joined by a bar.</summary>
    public string Sql(string sql) => Server.Sql(sql, Name);

    public void Dispose()
    {
        try
        {
            Server.Sql($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
        }
        catch (InvalidOperationException)
        {
            // A server that a test has killed takes its databases along when the run ends.
        }
    }
}

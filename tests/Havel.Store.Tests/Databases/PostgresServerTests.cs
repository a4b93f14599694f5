using Havel.Tests.Shared;
using Xunit;

namespace Havel.Store.Tests.Databases;

/// <summary>The tests' own PostgreSQL.</summary>
public sealed class PostgresServerTests
{
    [PostgresFact]
    public void Every_database_is_fresh()
    {
        using var first = PostgresServer.Shared.CreateDatabase();
        using var second = PostgresServer.Shared.CreateDatabase();
        first.Sql("CREATE TABLE t (n int); INSERT INTO t VALUES (7)");

        Assert.Equal("7", first.Sql("SELECT n FROM t"));
        Assert.Equal("0", second.Sql("SELECT count(*) FROM pg_tables WHERE tablename = 't'"));
    }

    [PostgresFact]
    public void A_killed_server_comes_back_with_what_was_committed_and_leaves_nothing_in_the_end()
    {
        using var server = PostgresServer.Start(isDurable: true);
        using var database = server.CreateDatabase();
        database.Sql("CREATE TABLE t (n int)");
        database.Sql("INSERT INTO t VALUES (7)");

        server.Kill();
        Assert.Throws<InvalidOperationException>(() => database.Sql("SELECT n FROM t"));
        server.Restart();

        Assert.Equal("7", database.Sql("SELECT n FROM t"));
        server.Dispose();
        Assert.False(Directory.Exists(server.Folder));
    }
}

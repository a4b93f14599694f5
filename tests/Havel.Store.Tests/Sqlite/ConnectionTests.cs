using Havel.Store.Sqlite;
using Xunit;

namespace Havel.Store.Tests.Sqlite;

public sealed class ConnectionTests : IDisposable
{
    private readonly SqliteConnection _connection = SqliteConnection.Open(":memory:", OpenMode.ReadWriteCreate);

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Values_come_back_as_they_were_bound()
    {
        using var statement = _connection.Prepare("SELECT ?1, ?2, ?3, ?4, ?5, ?6");
        statement.Bind(1, long.MinValue);
        statement.Bind(2, 0.1);
        statement.BindText(3, "Grüße");
        statement.BindBlob(4, [0, 1, 2]);
        statement.BindNull(5);
        statement.BindText(6, string.Empty);

        Assert.True(statement.Step());
        Assert.Equal(long.MinValue, statement.Int64(0));
        Assert.Equal(0.1, statement.Double(1));
        Assert.Equal("Grüße", statement.String(2));
        Assert.Equal([0, 1, 2], statement.Blob(3).ToArray());
        Assert.True(statement.IsNull(4));
        Assert.False(statement.IsNull(5));
        Assert.Equal(string.Empty, statement.String(5));
    }

    [Fact]
    public void A_fault_in_SQL_names_the_statement()
    {
        var failure = Assert.Throws<SqliteException>(() => _connection.Prepare("SELECT nothing FROM nowhere"));
        Assert.Contains("nowhere", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_walk_that_was_broken_off_does_not_spoil_the_next()
    {
        var statement = _connection.Cached("SELECT ?1 UNION ALL SELECT 2");
        statement.Bind(1, 1);
        Assert.True(statement.Step());

        statement.Bind(1, 7);

        Assert.True(statement.Step());
        Assert.Equal(7, statement.Int64(0));
    }

    [Fact]
    public void A_query_over_its_time_is_stopped()
    {
        _connection.LimitTime(TimeProvider.System, TimeSpan.FromMilliseconds(20));
        using var endless = _connection.Prepare(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n");

        var failure = Assert.Throws<SqliteException>(() => endless.Step());

        Assert.True(failure.IsInterrupted);
        _connection.LimitTime(TimeProvider.System, null);
        Assert.Equal(1, _connection.Scalar("SELECT 1"));
    }

    [Fact]
    public void A_broken_constraint_is_told_apart_from_trouble_of_the_machine()
    {
        _connection.Execute("CREATE TABLE t(a INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)");

        var failure = Assert.Throws<SqliteException>(() => _connection.Execute("INSERT INTO t VALUES (1)"));

        Assert.True(failure.IsConstraint);
    }
}

using Havel.Store.Sqlite;
using Xunit;

namespace Havel.Store.Tests.Checking;

/// <summary>The check that the crash tests rely on finds what it is there to find.</summary>
public sealed class StoreCheckTests
{
    [Theory]
    [InlineData("DELETE FROM string_row")]
    [InlineData("DELETE FROM resource WHERE id = 'o1'")]
    [InlineData("UPDATE token_row SET guard = guard + 1000")]
    [InlineData("UPDATE resource SET version = 5 WHERE id = 'p1'")]
    [InlineData("UPDATE resource SET guard = (SELECT max(id) FROM guard) WHERE id = 'p1'")]
    [InlineData("UPDATE date_row SET low = low + 1")]
    public async Task Damage_is_found(string damage)
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Patient("p1"));
        await store.PutAsync(Sample.Observation("o1", "p1"));
        store.AssertSound();

        using (var connection = SqliteConnection.Open(store.Store.DatabasePath, OpenMode.ReadWriteCreate))
            connection.Execute(damage);

        Assert.NotEqual(0, store.Store.Check(store.Grant).FaultCount);
    }
}

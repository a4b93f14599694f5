using Havel.Store.Checking;
using Havel.Store.Sqlite;
using Havel.Store.Tests.Parameters;
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
        Assert.NotEqual(0, FromBeside(store).FaultCount);
    }

    [Fact]
    public async Task A_store_in_use_is_checked_from_beside_and_found_whole()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Patient("p1"));
        await store.PutAsync(Sample.DenyLabel("c1", "p1", "HIV"));
        await store.PutAsync(Sample.Observation("o1", "p1", label: "HIV"));
        await store.Store.UseParametersAsync(store.Grant, [CustomParameters.Amount]);
        await store.SettleAsync();

        var report = FromBeside(store);

        Assert.Equal([], report.Faults);
        Assert.Equal(3, report.Resources);
        Assert.Equal(store.AssertSound().IndexRows, report.IndexRows);
    }

    private static CheckReport FromBeside(TestStore store) =>
        StoreInspection.Check(store.Grant, new StoreOptions(store.Folder, store.Clock));
}

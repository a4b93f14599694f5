using Havel.Store.Schema;
using Havel.Store.Sqlite;
using Xunit;

namespace Havel.Store.Tests.Schema;

public sealed class DataFolderTests
{
    [Fact]
    public void Two_stores_do_not_share_a_folder()
    {
        using var first = new TestStore();

        var failure = Assert.Throws<SchemaException>(() => FhirStore.Open(new StoreOptions(first.Folder, first.Clock)));

        Assert.Contains(first.Folder, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_newer_layout_is_refused_with_advice()
    {
        using var store = new TestStore();
        store.Store.Dispose();
        using (var connection = SqliteConnection.Open(Path.Combine(store.Folder, "havel.db"), OpenMode.ReadWriteCreate))
            connection.Execute("UPDATE meta SET value = 99 WHERE name = 'schema_version'");

        var failure = Assert.Throws<SchemaException>(() => FhirStore.Open(new StoreOptions(store.Folder, store.Clock)));

        Assert.Contains("newer Havel", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_an_older_layout_is_refused_with_advice()
    {
        using var store = new TestStore();
        store.Store.Dispose();
        using (var connection = SqliteConnection.Open(Path.Combine(store.Folder, "havel.db"), OpenMode.ReadWriteCreate))
            connection.Execute("UPDATE meta SET value = 1 WHERE name = 'schema_version'");

        var failure = Assert.Throws<SchemaException>(() => FhirStore.Open(new StoreOptions(store.Folder, store.Clock)));

        Assert.Contains("older Havel", failure.Message, StringComparison.Ordinal);
    }
}

using System.Text;
using Havel.Store.Writing;
using Xunit;

namespace Havel.Store.Tests.Writing;

public sealed class UpdateTests
{
    [Fact]
    public async Task A_create_gets_version_one_and_a_body_that_says_so()
    {
        using var store = new TestStore();

        var done = await store.CommitAsync(WriteOperation.Create(store.Grant, store.Ready(Sample.Patient("p1"))));

        var result = Assert.Single(done.Results);
        Assert.Equal(WriteStatus.Created, result.Status);
        Assert.Equal(1, result.Version);
        Assert.Contains(
            """"versionId":"1","lastUpdated":"2026-03-01T12:00:00.000Z"""",
            Encoding.UTF8.GetString(result.Body.Span), StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetString(result.Body.Span), store.OnlyBody());
        store.AssertSound();
    }

    [Fact]
    public async Task An_update_keeps_the_older_version_and_rewrites_only_what_differs()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Patient("p1", "Novak"));
        var before = store.Rows("SELECT slot, low, rid FROM date_row", 3);

        var result = await store.PutAsync(Sample.Patient("p1", "Svoboda"));

        Assert.Equal(WriteStatus.Updated, result.Status);
        Assert.Equal(2, result.Version);
        Assert.Equal(["1|0"], store.Rows("SELECT version, deleted FROM history", 2));
        Assert.Equal(before, store.Rows("SELECT slot, low, rid FROM date_row", 3));
        Assert.Equal(0, store.Scalar("SELECT count(*) FROM string_row WHERE value = 'novak'"));
        store.AssertSound();
    }

    [Fact]
    public async Task Another_version_than_the_one_named_is_refused()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Patient("p1"));
        await store.PutAsync(Sample.Patient("p1", "Svoboda"), ifMatch: 1);

        var stale = await store.CommitAsync(
            WriteOperation.Update(store.Grant, store.Ready(Sample.Patient("p1", "Dvorak")), ifMatch: 1));

        Assert.False(stale.IsCommitted);
        Assert.Equal(WriteStatus.VersionConflict, stale.Results[0].Status);
        Assert.Equal(2, store.Scalar("SELECT version FROM resource"));
        store.AssertSound();
    }

    [Fact]
    public async Task A_deletion_takes_the_rows_and_keeps_the_history()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Patient("p1"));

        var gone = await store.DeleteAsync("Patient", "p1");
        var again = await store.DeleteAsync("Patient", "p1");
        var missing = await store.DeleteAsync("Patient", "p2");

        Assert.Equal(WriteStatus.Deleted, gone.Status);
        Assert.Equal(WriteStatus.Unchanged, again.Status);
        Assert.Equal(WriteStatus.NotFound, missing.Status);
        Assert.Equal(0, store.Scalar("SELECT count(*) FROM string_row"));
        Assert.Equal(1, store.Scalar("SELECT count(*) FROM history"));
        store.AssertSound();
    }

    [Fact]
    public async Task What_was_deleted_comes_back_as_a_further_version()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Patient("p1"));
        await store.DeleteAsync("Patient", "p1");

        var back = await store.PutAsync(Sample.Patient("p1"));

        Assert.Equal(WriteStatus.Created, back.Status);
        Assert.Equal(3, back.Version);
        Assert.Equal(["1|0", "2|1"], store.Rows("SELECT version, deleted FROM history ORDER BY version", 2));
        store.AssertSound();
    }

    [Fact]
    public async Task Times_grow_from_commit_to_commit_though_the_clock_stands_and_the_store_is_reopened()
    {
        using var store = new TestStore();
        var first = await store.PutAsync(Sample.Patient("p1"));
        var second = await store.PutAsync(Sample.Patient("p1", "Svoboda"));
        store.Reopen();
        var third = await store.PutAsync(Sample.Patient("p2"));

        Assert.Equal(first.Updated.AddMilliseconds(1), second.Updated);
        Assert.Equal(second.Updated.AddMilliseconds(1), third.Updated);
    }
}

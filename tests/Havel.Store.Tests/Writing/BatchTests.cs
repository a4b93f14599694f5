using Havel.Store.Writing;
using Xunit;

namespace Havel.Store.Tests.Writing;

public sealed class BatchTests
{
    [Fact]
    public async Task One_refusal_undoes_its_whole_batch_and_says_which_it_was()
    {
        using var store = new TestStore();

        var done = await store.CommitAsync(
            WriteOperation.Update(store.Grant, store.Ready(Sample.Patient("p1"))),
            WriteOperation.Update(store.Grant, store.Ready(Sample.Observation("o1", "p1")), ifMatch: 7));

        Assert.False(done.IsCommitted);
        Assert.Equal([WriteStatus.Undone, WriteStatus.NotFound], done.Results.Select(result => result.Status));
        Assert.Equal(0, store.Scalar("SELECT count(*) FROM resource"));
        Assert.Equal(0, store.Scalar("SELECT count(*) FROM subject_member"));
        store.AssertSound();
    }

    [Fact]
    public async Task A_refused_batch_leaves_its_neighbours_alone()
    {
        using var store = new TestStore();
        var batches = Enumerable.Range(0, 200).Select(n => store.CommitAsync(
            WriteOperation.Update(store.Grant, store.Ready(Sample.Patient($"p{n}"))),
            WriteOperation.Update(
                store.Grant, store.Ready(Sample.Observation($"o{n}", $"p{n}")), n % 3 == 0 ? 9 : null)));

        var done = await Task.WhenAll(batches);

        Assert.Equal(67, done.Count(result => !result.IsCommitted));
        Assert.Equal(133 * 2, store.Scalar("SELECT count(*) FROM resource"));
        Assert.Equal(133, store.Scalar("SELECT count(DISTINCT patient) FROM subject_member"));
        store.AssertSound();
    }

    [Fact]
    public async Task What_a_refused_batch_had_interned_is_interned_again_by_the_next()
    {
        using var store = new TestStore();
        await store.CommitAsync(
            WriteOperation.Update(store.Grant, store.Ready(Sample.Observation("o1", "p1"))),
            WriteOperation.Delete(store.Grant, "Patient", "nobody"));

        await store.PutAsync(Sample.Observation("o1", "p1"));

        Assert.Equal(["Patient/p1"], store.Rows("SELECT patient FROM subject_member", 1));
        Assert.Equal(1, store.Scalar("SELECT count(*) FROM resource r JOIN guard g ON g.id = r.guard"));
        store.AssertSound();
    }

    [Fact]
    public async Task A_create_under_a_taken_id_is_refused()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Patient("p1"));

        var done = await store.CommitAsync(WriteOperation.Create(store.Grant, store.Ready(Sample.Patient("p1"))));

        Assert.Equal(WriteStatus.IdTaken, done.Results[0].Status);
    }

    [Fact]
    public void An_empty_batch_is_our_own_mistake() => Assert.Throws<ArgumentException>(() => new WriteBatch());
}

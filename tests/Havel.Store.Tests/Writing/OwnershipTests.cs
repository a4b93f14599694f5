using Havel.Store.Interning;
using Havel.Store.Writing;
using Xunit;

namespace Havel.Store.Tests.Writing;

public sealed class OwnershipTests
{
    private const string SubjectsOf =
        "SELECT group_concat(m.patient) FROM resource r JOIN subject_member m ON m.subject = r.subject WHERE r.id = ";

    [Fact]
    public async Task A_patient_and_what_names_them_share_a_subject()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Patient("p1"));
        await store.PutAsync(Sample.Observation("o1", "p1"));

        Assert.Equal(1, store.Scalar("SELECT count(DISTINCT subject) FROM resource"));
        Assert.Equal(["Patient/p1"], store.Rows("SELECT patient FROM subject_member", 1));
        store.AssertSound();
    }

    [Fact]
    public async Task A_patient_created_under_an_id_of_the_server_belongs_to_that_id()
    {
        using var store = new TestStore();

        await store.CommitAsync(WriteOperation.Create(store.Grant, store.Ready(Sample.Patient("sent"), "made")));

        Assert.Equal(["Patient/made"], store.Rows("SELECT patient FROM subject_member", 1));
    }

    [Fact]
    public async Task Directory_data_is_nobodys()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Organization("o1"));

        Assert.Equal(SubjectTable.Directory, store.Scalar("SELECT subject FROM resource"));
    }

    [Fact]
    public async Task A_provenance_belongs_to_the_owners_of_its_targets_wherever_it_stands_in_the_batch()
    {
        using var store = new TestStore();

        var done = await store.CommitAsync(
            WriteOperation.Update(
                store.Grant, store.Ready(Sample.Provenance("v1", "Observation/o1", "Observation/o2"))),
            WriteOperation.Update(store.Grant, store.Ready(Sample.Observation("o1", "p1"))),
            WriteOperation.Update(store.Grant, store.Ready(Sample.Observation("o2", "p2"))));

        Assert.Equal("v1", done.Results[0].Id);
        Assert.Equal(["Patient/p1,Patient/p2"], store.Rows(SubjectsOf + "'v1'", 1));
        store.AssertSound();
    }

    [Fact]
    public async Task An_import_settles_provenance_when_all_targets_are_there()
    {
        using var store = new TestStore();

        await store.ImportAsync(Sample.Provenance("v1", "Observation/o1"), Sample.Observation("o1", "p1"));

        Assert.Equal(["Patient/p1"], store.Rows(SubjectsOf + "'v1'", 1));
        store.AssertSound();
    }

    [Fact]
    public async Task An_import_that_is_run_again_settles_owners_whose_targets_came_late()
    {
        using var store = new TestStore();
        await store.ImportAsync(Sample.Provenance("v1", "Observation/o1"));
        Assert.Equal(SubjectTable.Unowned, store.Scalar("SELECT subject FROM resource WHERE id = 'v1'"));
        await store.ImportAsync(Sample.Observation("o1", "p1"));

        var counts = await store.ImportAsync(Sample.Provenance("v1", "Observation/o1"));

        Assert.Equal(1, counts["Provenance"].Unchanged);
        Assert.Equal(["Patient/p1"], store.Rows(SubjectsOf + "'v1'", 1));
        store.AssertSound();
    }
}

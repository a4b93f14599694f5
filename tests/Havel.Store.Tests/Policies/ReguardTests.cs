using Havel.Consent.Callers;
using Xunit;

namespace Havel.Store.Tests.Policies;

public sealed class ReguardTests
{
    [Fact]
    public async Task A_consent_gives_new_guards_to_what_it_touches_and_to_nothing_else()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Patient("p1"));
        await store.PutAsync(Sample.Patient("p2"));
        await store.PutAsync(Sample.Observation("o1", "p1", label: "HIV"));
        await store.PutAsync(Sample.Observation("o2", "p1"));
        await store.PutAsync(Sample.Observation("o3", "p2", label: "HIV"));
        var before = Guards(store);

        await store.PutAsync(Sample.DenyLabel("c1", "p1", "HIV"));

        var after = Guards(store);
        Assert.NotEqual(before["o1"], after["o1"]);
        Assert.Equal(before["o3"], after["o3"]);
        Assert.Equal(before["p2"], after["p2"]);
        store.AssertSound();
    }

    [Fact]
    public async Task Older_versions_and_deleted_resources_are_guarded_anew_by_what_they_held()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Observation("o1", "p1", label: "HIV"));
        await store.PutAsync(Sample.Observation("o1", "p1"));
        await store.PutAsync(Sample.Observation("o2", "p1", label: "HIV"));
        await store.DeleteAsync("Observation", "o2");

        await store.PutAsync(Sample.DenyLabel("c1", "p1", "HIV"));
        await store.PutAsync(Sample.Observation("o3", "p1", label: "HIV"));

        var labelled = store.Scalar("SELECT guard FROM resource WHERE id = 'o3'");
        Assert.Equal(labelled, store.Scalar("SELECT guard FROM history h WHERE version = 1 AND deleted = 0 LIMIT 1"));
        Assert.Equal(labelled, store.Scalar("SELECT guard FROM resource WHERE id = 'o2'"));
        Assert.NotEqual(labelled, store.Scalar("SELECT guard FROM resource WHERE id = 'o1'"));
        store.AssertSound();
    }

    [Fact]
    public async Task A_consent_is_in_force_when_it_is_acknowledged_and_out_of_force_when_it_is_withdrawn()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Observation("o1", "p1"));
        Assert.True(Sees(store, "o1"));

        await store.PutAsync(Sample.DenyAll("c1", "p1"));
        Assert.False(Sees(store, "o1"));

        await store.PutAsync(Sample.DenyAll("c1", "p1", "inactive"));
        Assert.True(Sees(store, "o1"));

        await store.PutAsync(Sample.DenyAll("c1", "p1"));
        await store.DeleteAsync("Consent", "c1");
        Assert.True(Sees(store, "o1"));
        store.AssertSound();
    }

    [Fact]
    public async Task A_reader_that_began_before_a_consent_keeps_the_policies_of_its_transaction()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Observation("o1", "p1"));
        using var reader = store.Store.Database.OpenReader();
        reader.Execute("BEGIN");
        var before = store.Store.Policies.For(reader);

        for (var n = 0; n < Limits.PolicySnapshots + 2; n++)
            await store.PutAsync(Sample.DenyLabel("c1", "p1", $"L{n}"));

        var same = store.Store.Policies.For(reader);
        reader.Execute("COMMIT");
        Assert.Equal(before.Version, same.Version);
        Assert.Null(same.Find("Patient/p1"));
        Assert.NotNull(store.Store.Policies.For(reader).Find("Patient/p1"));
    }

    [Fact]
    public async Task A_new_group_of_patients_that_holds_one_who_has_spoken_is_known_to_readers_at_once()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.DenyAll("c1", "p1"));
        var version = store.Store.Policies.Working.Version;

        await store.PutAsync("""
            {"resourceType":"Appointment","id":"a1","status":"booked","participant":[
              {"actor":{"reference":"Patient/p1"},"status":"accepted"},
              {"actor":{"reference":"Patient/p2"},"status":"accepted"}]}
            """);

        var subject = store.Scalar("SELECT subject FROM resource WHERE id = 'a1'");
        Assert.Equal(2, store.Store.Policies.Working.Find(subject)!.Owners.Count);
        Assert.True(store.Store.Policies.Working.Version > version);
    }

    [Fact]
    public async Task A_reopened_store_has_the_policies_of_before()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Observation("o1", "p1"));
        await store.PutAsync(Sample.DenyAll("c1", "p1"));

        store.Reopen();

        Assert.False(Sees(store, "o1"));
        store.AssertSound();
    }

    private static Dictionary<string, string> Guards(TestStore store) =>
        store.Rows("SELECT id, guard FROM resource", 2)
            .ToDictionary(row => row.Split('|')[0], row => row.Split('|')[1]);

    /// <summary>Whether a clinician without any relation sees a resource, by the machine that search uses.</summary>
    private static bool Sees(TestStore store, string id)
    {
        var caller = Caller.ForClinician("d1", ["h1"]);
        Assert.True(store.Gate.Admit(caller, Interaction.Read).TryGetGrant(out var grant, out _));
        using var reader = store.Store.Database.OpenReader();
        var policies = store.Store.Policies.For(reader);
        var subject = reader.Scalar($"SELECT subject FROM resource WHERE id = '{id}'");
        var policy = policies.Of(subject, _ => Havel.Store.Policies.PolicyReader.MembersOf(reader, subject));
        var guard = reader.Scalar($"SELECT guard FROM resource WHERE id = '{id}'");
        return grant.Reduce(policy).Shape.Permits(store.Store.Guards.KeyOf((int)guard));
    }
}

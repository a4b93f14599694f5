using Havel.Consent.Callers;
using Havel.Consent.Grants;
using Havel.Store.Reading;
using Havel.Store.Tests.Parameters;
using Havel.Store.Writing;
using Xunit;

namespace Havel.Store.Tests.Holding;

/// <summary>Creates that are held back are there for everybody, whatever is asked or done next.</summary>
public sealed class HoldingTests : IDisposable
{
    private readonly TestStore _store = new();

    private Grant Clinician => _store.Gate.Admit(Caller.ForClinician("d", ["h"]), Interaction.Read).Grant!;

    [Fact]
    public async Task A_create_is_read_by_its_id_before_it_is_in_the_database()
    {
        await CreateAsync(Sample.Patient("p1"));

        var read = _store.Store.Read(_store.Grant, "Patient", "p1");

        Assert.Equal(ReadStatus.Found, read.Status);
        Assert.Equal(1, read.Resource.Version);
        _store.Store.Settle();
        var settled = _store.Store.Read(_store.Grant, "Patient", "p1").Resource;
        Assert.True(settled.Body.Span.SequenceEqual(read.Resource.Body.Span));
        Assert.Equal((settled.Updated, settled.Method), (read.Resource.Updated, read.Resource.Method));
        _store.AssertSound();
    }

    [Fact]
    public async Task Searches_histories_and_versions_see_what_is_held()
    {
        await CreateAsync(Sample.Patient("p1", "Adler"));
        Assert.Equal(["p1"], _store.Find("Patient", "family", "Adler"));
        await CreateAsync(Sample.Observation("o1", "p1"));
        Assert.Equal(["o1"], _store.Find("Observation", "patient.family", "Adler"));
        await CreateAsync(Sample.Observation("o2", "p1"));
        Assert.Equal(["p1"], _store.Find("Patient", "_has:Observation:patient:_id", "o2"));
        await CreateAsync(Sample.Observation("o3", "p1"));
        Assert.Equal(4, _store.Store.History(_store.Grant, new HistoryQuery(null, null)).Total);
        await CreateAsync(Sample.Observation("o4", "p1"));
        Assert.Equal(ReadStatus.Found, _store.Store.ReadVersion(_store.Grant, "Observation", "o4", 1).Status);
    }

    [Fact]
    public async Task A_batch_is_held_as_a_whole_or_not_at_all()
    {
        // What needs a new guard is not held.
        await _store.CommitAsync(Create(Sample.Patient("p0"), Sample.Observation("o0", "p0")));
        Assert.False(File.Exists(_store.Store.DatabasePath + "-held"));
        var whole = await _store.CommitAsync(Create(Sample.Patient("p1"), Sample.Observation("o1", "p1")));
        Assert.Equal(["p1", "o1"], whole.Results.Select(result => result.Id));
        Assert.All(whole.Results, result => Assert.False(result.Body.IsEmpty));
        Assert.True(File.Exists(_store.Store.DatabasePath + "-held"));

        var refused = await _store.CommitAsync(Create(
            Sample.Patient("p2"), Sample.Observation("o2", "p2"), Sample.Observation("o1", "p2")));
        Assert.Equal(
            [WriteStatus.Undone, WriteStatus.Undone, WriteStatus.IdTaken],
            refused.Results.Select(result => result.Status));
        Assert.Equal(ReadStatus.NotFound, _store.Store.Read(_store.Grant, "Patient", "p2").Status);

        var twins = await _store.CommitAsync(Create(Sample.Patient("p3"), Sample.Patient("p3")));
        Assert.False(twins.IsCommitted);
        Assert.True((await _store.CommitAsync(Create(Sample.Observation("o3", "p2")))).IsCommitted);
        Assert.Equal(["o1"], _store.Find("Observation", "patient", "Patient/p1"));
        _store.AssertSound();
    }

    [Fact]
    public async Task The_words_of_what_is_held_are_found_and_no_merge_forgets_them()
    {
        const string Narrated = """
            {"resourceType":"Patient","id":"p1","text":{"status":"generated",
             "div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">Frau Novak aus Wien</div>"}}
            """;
        await CreateAsync(Narrated);

        Assert.Equal(["p1"], _store.Find("Patient", "_text", "wien"));
        _store.AssertSound();
    }

    [Fact]
    public async Task What_is_held_can_be_changed_and_deleted_at_once()
    {
        await CreateAsync(Sample.Patient("p1", "Adler"));
        Assert.Equal(2, (await _store.PutAsync(Sample.Patient("p1", "Berger"))).Version);
        await CreateAsync(Sample.Patient("p2", "Adler"));
        Assert.Equal(WriteStatus.Deleted, (await _store.DeleteAsync("Patient", "p2")).Status);

        Assert.Equal([], _store.Find("Patient", "family", "Adler"));
        Assert.Equal(ReadStatus.Gone, _store.Store.Read(_store.Grant, "Patient", "p2").Status);
        _store.AssertSound();
    }

    [Fact]
    public async Task A_conditional_create_finds_what_is_held()
    {
        await CreateAsync(Sample.Patient("p1", "Adler"));
        var condition = new WriteCondition(_store.Grant, _store.Parse("Patient", "family", "Adler").Query!);

        var done = await _store.CommitAsync(
            WriteOperation.Create(_store.Grant, _store.Ready(Sample.Patient("p2", "Adler")), condition));

        Assert.Equal((WriteStatus.Exists, "p1"), (done.Results[0].Status, done.Results[0].Id));
    }

    [Fact]
    public async Task An_id_is_given_once_among_held_and_stored()
    {
        var twins = await Task.WhenAll(
            CommitAsync(Sample.Patient("p1", "Adler")), CommitAsync(Sample.Patient("p1", "Berger")));
        Assert.Equal(1, twins.Count(done => done.IsCommitted));
        Assert.Equal(WriteStatus.IdTaken, twins.Single(done => !done.IsCommitted).Results[0].Status);
        _store.Store.Settle();
        Assert.Equal(WriteStatus.IdTaken, (await CommitAsync(Sample.Patient("p1"))).Results[0].Status);
        _store.AssertSound();
    }

    [Fact]
    public async Task A_decision_holds_for_what_is_held()
    {
        await CreateAsync(Sample.Patient("p1"));
        await CreateAsync(Sample.Observation("o1", "p1", label: "HIV"));
        Assert.Equal(ReadStatus.Found, _store.Store.Read(Clinician, "Observation", "o1").Status);
        await _store.PutAsync(Sample.DenyLabel("c1", "p1", "HIV"));
        await CreateAsync(Sample.Observation("o2", "p1", label: "HIV"));
        await CreateAsync(Sample.Observation("o3", "p1"));

        Assert.Equal(ReadStatus.NotFound, _store.Store.Read(Clinician, "Observation", "o1").Status);
        Assert.Equal(ReadStatus.NotFound, _store.Store.Read(Clinician, "Observation", "o2").Status);
        Assert.Equal(ReadStatus.Found, _store.Store.Read(Clinician, "Observation", "o3").Status);
        _store.AssertSound();
    }

    [Fact]
    public async Task A_patient_of_whom_only_held_resources_tell_can_be_spoken_for()
    {
        await CreateAsync(Sample.Observation("o1", "p1", label: "HIV"));
        await _store.PutAsync(Sample.DenyLabel("c1", "p1", "HIV"));

        Assert.Equal(ReadStatus.NotFound, _store.Store.Read(Clinician, "Observation", "o1").Status);
        _store.AssertSound();
    }

    [Fact]
    public async Task A_store_that_is_closed_leaves_no_journal_and_has_everything()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(n => CreateAsync(Sample.Patient($"p{n}"))));

        _store.Reopen();

        Assert.False(File.Exists(_store.Store.DatabasePath + "-held"));
        Assert.Equal(300, _store.Scalar("SELECT count(*) FROM resource"));
        _store.AssertSound();
    }

    [Fact]
    public async Task Many_runs_one_after_the_other_end_whole()
    {
        for (var round = 0; round < 4; round++)
        {
            var from = round * 1500;
            await Task.WhenAll(
                Enumerable.Range(from, 1500).Select(n => CreateAsync(Sample.Observation($"o{n}", $"p{n % 700}"))));
        }

        Assert.Equal(6000, _store.Store.History(_store.Grant, new HistoryQuery("Observation", null)).Total);
        _store.AssertSound();
    }

    public void Dispose() => _store.Dispose();

    private Task<CommitResult> CommitAsync(string json) =>
        _store.CommitAsync(WriteOperation.Create(_store.Grant, _store.Ready(json)));

    private WriteOperation[] Create(params string[] resources) =>
        Array.ConvertAll(resources, json => WriteOperation.Create(_store.Grant, _store.Ready(json)));

    private async Task CreateAsync(string json)
    {
        var done = await CommitAsync(json);
        Assert.True(done.IsCommitted, done.Results[0].ToString());
    }
}

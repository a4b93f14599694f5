using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Store.Parameters;
using Havel.Store.Writing;
using Xunit;
using static Havel.Store.Tests.Parameters.CustomParameters;

namespace Havel.Store.Tests.Parameters;

/// <summary>Custom search parameters come, are indexed step by step, and go, and the index is right at each
/// moment.</summary>
public sealed class ParameterTests : IDisposable
{
    private readonly TestStore _store = new();

    public ParameterTests() => _store.Store.Worker.ChunkSize = 2;

    [Fact]
    public async Task A_parameter_of_an_empty_store_can_be_searched_at_once()
    {
        await _store.Store.UseParametersAsync(_store.Grant, [Amount]);
        await _store.PutAsync(Sample.Observation("o1", "p1", value: 7));

        Assert.Equal(["o1"], _store.Find("Observation", "amount", "7"));
        _store.AssertSound();
    }

    [Fact]
    public async Task A_parameter_is_refused_until_everything_is_indexed_and_then_finds_everything()
    {
        for (var n = 0; n < 7; n++)
            await _store.PutAsync(Sample.Observation($"o{n}", "p1", value: n % 2));

        await _store.Store.UseParametersAsync(_store.Grant, [Amount, Unit]);
        await _store.PutAsync(Sample.Observation("o7", "p1", value: 1));
        do
        {
            _store.AssertSound();
            var parsed = _store.Parse("Observation", "amount", "1", SearchHandling.Unsaid);
            Assert.Equal(IssueType.Transient, Assert.Single(parsed.Issues).Type);
            Assert.False(parsed.IsValid);
            Assert.True(_store.Parse("Observation", "amount", "1", SearchHandling.Lenient).IsValid);
            Assert.False(_store.Parse("Observation", "_sort", "amount", SearchHandling.Unsaid).IsValid);
        }
        while (await _store.Store.Worker.StepAsync() && _store.Store.Catalog.Custom.Any(each => !each.IsReady));

        Assert.Equal(["o1", "o3", "o5", "o7"], _store.Find("Observation", "amount", "1"));
        Assert.Equal(8, _store.Find("Observation", "unit", "G/d").Count);
        _store.AssertSound();
        Assert.All(_store.Store.Progress(_store.Grant), each => Assert.Equal(ParameterState.Ready, each.State));
    }

    [Fact]
    public async Task What_changes_while_a_parameter_is_being_indexed_is_indexed_as_it_changes()
    {
        for (var n = 0; n < 12; n++)
            await _store.PutAsync(Sample.Observation($"o{n:d2}", $"p{n % 3}", value: n, label: "HIV"));

        await _store.Store.UseParametersAsync(_store.Grant, [Amount, Label]);
        for (var step = 0; step < 5; step++)
        {
            await _store.Store.Worker.StepAsync();
            await _store.PutAsync(Sample.Observation($"o{step:d2}", "p1", value: 100));
            await _store.PutAsync(Sample.Observation($"o{11 - step:d2}", "p2", value: 100, label: "HIV"));
            await _store.PutAsync(Sample.DenyLabel($"c{step % 3}", $"p{step % 3}", step > 2 ? "PSY" : "HIV"));
            _store.AssertSound();
        }

        await _store.DeleteAsync("Observation", "o06");
        await _store.SettleAsync();

        _store.AssertSound();
        Assert.Equal(10, _store.Find("Observation", "amount", "100").Count);
        Assert.Equal(["o05"], _store.Find("Observation", "amount", "5"));
        Assert.Equal(6, _store.Find("Observation", "_label", "HIV").Count);
    }

    [Fact]
    public async Task A_parameter_that_goes_is_unknown_at_once_and_its_rows_go_in_steps()
    {
        for (var n = 0; n < 5; n++)
            await _store.PutAsync(Sample.Observation($"o{n}", "p1", value: n));

        var rows = _store.AssertSound().IndexRows;
        await _store.Store.UseParametersAsync(_store.Grant, [Amount, Unit, Whose]);
        await _store.SettleAsync();
        Assert.Equal(rows + 15, _store.AssertSound().IndexRows);

        var read = _store.Parse("Observation", "amount", "1");
        await _store.Store.UseParametersAsync(_store.Grant, [Unit]);
        Assert.Equal(IssueType.NotFound, Assert.Single(_store.Parse("Observation", "amount", "1").Issues).Type);
        Assert.Equal(IssueType.Transient, _store.Store.Search(_store.Grant, read.Query).Issue!.Type);
        do
            _store.AssertSound();
        while (await _store.Store.Worker.StepAsync());

        Assert.Equal(rows + 5, _store.AssertSound().IndexRows);
        Assert.Equal(0, _store.Scalar("SELECT count(*) FROM slot WHERE name LIKE '%amount#%'"));
    }

    [Fact]
    public async Task A_definition_that_changes_is_indexed_anew()
    {
        await _store.PutAsync(Sample.Observation("o1", "p1", value: 3));
        await _store.Store.UseParametersAsync(_store.Grant, [Amount]);
        await _store.SettleAsync();

        var other = Amount with { Expression = "Observation.component.value.ofType(Quantity).value" };
        await _store.Store.UseParametersAsync(_store.Grant, [other]);
        _store.AssertSound();
        await _store.SettleAsync();

        _store.AssertSound();
        Assert.Empty(_store.Find("Observation", "amount", "3"));
    }

    [Fact]
    public async Task Indexing_goes_on_after_a_restart_where_it_was()
    {
        for (var n = 0; n < 9; n++)
            await _store.PutAsync(Sample.Observation($"o{n}", "p1", value: n));

        await _store.Store.UseParametersAsync(_store.Grant, [Amount]);
        await _store.Store.Worker.StepAsync();
        await _store.Store.Worker.StepAsync();
        _store.Reopen();

        var progress = _store.Store.Progress(_store.Grant)[0];
        Assert.Equal((4L, 5L), (progress.Done, progress.Left));
        Assert.True(_store.Store.Catalog.IsUnfinished("Observation", "amount"));
        _store.AssertSound();
        await _store.SettleAsync();
        Assert.Equal(["o8"], _store.Find("Observation", "amount", "8"));
    }

    [Fact]
    public async Task What_was_prepared_before_a_parameter_came_is_indexed_for_it_all_the_same()
    {
        var ready = _store.Ready(Sample.Observation("o1", "p1", value: 4));
        await _store.Store.UseParametersAsync(_store.Grant, [Amount]);
        await _store.CommitAsync(WriteOperation.Update(_store.Grant, ready));

        Assert.Equal(["o1"], _store.Find("Observation", "amount", "4"));
        _store.AssertSound();
    }

    [Fact]
    public async Task A_parameter_that_says_what_one_of_R4_says_needs_no_rows()
    {
        await _store.PutAsync(Sample.Observation("o1", "p1", value: 4));
        var rows = _store.AssertSound().IndexRows;
        var twin = Parameter("kode", "Observation", "token", "Observation.code");
        await _store.Store.UseParametersAsync(_store.Grant, [twin]);

        Assert.Equal(["o1"], _store.Find("Observation", "kode", "718-7"));
        Assert.Equal(rows, _store.AssertSound().IndexRows);
    }

    [Fact]
    public async Task References_of_a_custom_parameter_are_followed_by_chains_and_includes()
    {
        await _store.PutAsync(Sample.Patient("p1", "Karel"));
        await _store.PutAsync(Sample.Observation("o1", "p1"));
        await _store.Store.UseParametersAsync(_store.Grant, [Whose]);
        Assert.False(_store.Parse("Observation", "_include", "Observation:whose", SearchHandling.Unsaid).IsValid);
        await _store.SettleAsync();

        Assert.Equal(["o1"], _store.Find("Observation", "whose:Patient.family", "karel"));
        Assert.Equal(["p1"], _store.Find("Patient", "_has:Observation:whose:code", "718-7"));
        var query = _store.Parse("Observation", "_include", "Observation:whose").Query;
        Assert.Single(_store.Store.Search(_store.Grant, query).Page!.Included);
    }

    public void Dispose() => _store.Dispose();
}

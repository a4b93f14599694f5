using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Store.Reading;
using Xunit;

namespace Havel.Store.Tests.Reading;

public sealed class TimeLimitTests : IDisposable
{
    private readonly TestStore _store = new();

    [Fact]
    public async Task A_history_or_search_that_takes_too_long_is_told_and_not_thrown()
    {
        await _store.ImportAsync([.. Enumerable.Range(0, 3_000)
            .Select(number => $$"""{"resourceType":"Patient","id":"p{{number}}"}""")]);
        var query = new SearchParser(_store.Store.Catalog)
            .Parse("Patient", [new("_total", "accurate")], SearchHandling.Strict, _store.Clock.Now).Query;
        _store.Clock.IsRushing = true;
        var history = _store.Store.History(_store.Grant, new HistoryQuery("Patient", Id: null));
        Assert.Equal(IssueType.TooCostly, history.Issue?.Type);
        Assert.Empty(history.Versions);
        Assert.Equal(IssueType.TooCostly, _store.Store.Search(_store.Grant, query).Issue?.Type);

        _store.Clock.IsRushing = false;
        Assert.Null(_store.Store.History(_store.Grant, new HistoryQuery("Patient", Id: null)).Issue);
        Assert.Equal(3_000, _store.Store.Search(_store.Grant, query).Page?.Total);
    }

    public void Dispose() => _store.Dispose();
}

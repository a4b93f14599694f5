using Havel.Consent.Callers;
using Havel.Store.Reading;
using Havel.Store.Tests.Search;
using Xunit;

namespace Havel.Store.Tests.Reading;

public sealed class HistoryTests : IDisposable
{
    private const string Secret =
        """ "meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"R"}]}, """;

    private readonly SearchWorld _world = new();

    /// <summary>p1 keeps restricted records from the clinicians of the house.</summary>
    public HistoryTests() => _world.Put(
        """{"resourceType":"Patient","id":"p1"}""",
        """{"resourceType":"Patient","id":"p2"}""",
        """
        {"resourceType":"Consent","id":"n1","status":"active","scope":{"coding":[{"system":
        "http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},"category":[{"coding":[
        {"system":"http://loinc.org","code":"59284-0"}]}],"patient":{"reference":"Patient/p1"},"policyRule":{"coding":[
        {"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTIN"}]},"provision":{"provision":[
        {"type":"deny","securityLabel":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
        "code":"R"}]}]}}
        """.ReplaceLineEndings(string.Empty));

    private Consent.Grants.Grant Clinician => _world.As(Caller.ForClinician("d1", ["house"]));

    [Fact]
    public void A_version_that_is_hidden_leaves_no_more_than_a_gap()
    {
        Observe("o1", "final");
        Observe("o1", "amended", Secret);
        Observe("o1", "corrected");
        Assert.Equal([3, 2, 1], Versions(_world.System, new HistoryQuery("Observation", "o1")));
        Assert.Equal([3, 1], Versions(Clinician, new HistoryQuery("Observation", "o1")));
        Assert.Equal(ReadStatus.NotFound, _world.Store.ReadVersion(Clinician, "Observation", "o1", 2).Status);
        Assert.Equal(ReadStatus.Found, _world.Store.ReadVersion(Clinician, "Observation", "o1", 1).Status);
    }

    [Fact]
    public void A_hidden_current_version_hides_all_of_them()
    {
        Observe("o1", "final");
        Observe("o1", "amended", Secret);
        Assert.Equal(ReadStatus.NotFound, _world.Store.Read(Clinician, "Observation", "o1").Status);
        Assert.Equal(ReadStatus.NotFound, _world.Store.ReadVersion(Clinician, "Observation", "o1", 1).Status);
        var history = _world.Store.History(Clinician, new HistoryQuery("Observation", "o1"));
        Assert.Equal(_world.Store.History(Clinician, new HistoryQuery("Observation", "never")), history);
        Assert.Empty(Versions(Clinician, new HistoryQuery("Observation", Id: null)));
    }

    [Fact]
    public void Gone_is_said_only_to_those_who_could_see_the_last_version()
    {
        Observe("o1", "final");
        Observe("o2", "final", Secret);
        _world.Delete("Observation", "o1");
        _world.Delete("Observation", "o2");
        Assert.Equal(ReadStatus.Gone, _world.Store.Read(Clinician, "Observation", "o1").Status);
        Assert.Equal(ReadStatus.NotFound, _world.Store.Read(Clinician, "Observation", "o2").Status);
        Assert.Equal(ReadStatus.Gone, _world.Store.Read(_world.System, "Observation", "o2").Status);
        Assert.Equal([2, 1], Versions(Clinician, new HistoryQuery("Observation", Id: null)));
        Assert.Empty(_world.Search(Clinician, "Observation").Matches);
    }

    [Fact]
    public void Pages_of_history_are_full_and_join_to_the_whole()
    {
        for (var number = 0; number < 5; number++)
        {
            Observe("o1", number % 2 == 0 ? "final" : "amended");
            Observe($"s{number}", "final", Secret);
        }

        foreach (var grant in new[] { Clinician, _world.System })
        {
            foreach (var query in new[] { new HistoryQuery(null, null), new HistoryQuery("Observation", null) })
            {
                var whole = Names(_world.Store.History(grant, query with { Count = 100 }));
                var joined = new List<string>();
                var page = _world.Store.History(grant, query with { Count = 2 });
                Assert.Equal(whole.Count, page.Total);
                for (; page.Next is not null; page = _world.Store.History(grant, query with { Count = 2 }, page.Next))
                {
                    Assert.Equal(2, page.Versions.Count);
                    joined.AddRange(Names(page));
                }

                joined.AddRange(Names(page));
                Assert.Equal(whole, joined);
            }
        }

        Assert.Equal(5, Versions(Clinician, new HistoryQuery("Observation", null, Count: 100)).Count);
    }

    [Fact]
    public void Since_leaves_out_what_is_older()
    {
        Observe("o1", "final");
        Observe("o1", "amended");
        var last = _world.Store.Read(_world.System, "Observation", "o1").Resource;
        var since = new HistoryQuery("Observation", "o1", last.Updated);
        Assert.Equal([2], Versions(_world.System, since));
        Assert.Empty(Versions(_world.System, since with { Since = last.Updated.AddMilliseconds(1) }));
    }

    [Fact]
    public void A_withdrawn_consent_shows_everything_to_the_next_request()
    {
        Observe("o1", "final", Secret);
        Assert.Equal(0, _world.Search(Clinician, "Observation").Total);
        _world.Delete("Consent", "n1");
        Assert.Equal(1, _world.Search(Clinician, "Observation").Total);
        Assert.Equal(ReadStatus.Found, _world.Store.Read(Clinician, "Observation", "o1").Status);
    }

    [Fact]
    public void Rows_written_between_pages_neither_repeat_nor_displace_the_others()
    {
        for (var number = 0; number < 9; number++)
            Observe($"o{number}", "final");

        var query = _world.Query("Observation?_count=3");
        var first = _world.Search(_world.System, query);
        Observe("extra", "final");
        _world.Delete("Observation", first.Matches[0].Id);
        var rest = new List<string>();
        for (var page = first; page.Next is not null;)
        {
            page = _world.Search(_world.System, query, page.Next);
            rest.AddRange(page.Matches.Select(SearchWorld.NameOf));
        }

        var seen = first.Matches.Select(SearchWorld.NameOf).Concat(rest).Where(name => name != "Observation/extra");
        Assert.Equal(9, seen.Distinct().Count());
        Assert.Equal(rest.Count, rest.Distinct().Count());
    }

    [Fact]
    public void A_cursor_of_another_sort_is_told_and_not_used()
    {
        for (var number = 0; number < 4; number++)
            Observe($"o{number}", "final");

        var page = _world.Search(_world.System, "Observation?_count=2");
        var result = _world.Store.Search(_world.System, _world.Query("Observation?_count=2&_sort=date"), page.Next);
        Assert.NotNull(result.Issue);
        Assert.Null(result.Page);
    }

    public void Dispose() => _world.Dispose();

    private void Observe(string id, string status, string meta = "") => _world.Put($$"""
        {"resourceType":"Observation","id":"{{id}}",{{meta}}"status":"{{status}}","code":{"text":"x"},
        "subject":{"reference":"Patient/p1"} }
        """);

    private List<long> Versions(Consent.Grants.Grant grant, HistoryQuery query) =>
        [.. _world.Store.History(grant, query).Versions.Select(version => version.Version)];

    private static List<string> Names(HistoryPage page) =>
        [.. page.Versions.Select(version => $"{version.Type}/{version.Id}/{version.Version}")];
}

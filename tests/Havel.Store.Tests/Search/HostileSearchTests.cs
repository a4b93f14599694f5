using System.Diagnostics;
using Xunit;

namespace Havel.Store.Tests.Search;

/// <summary>What is large and strange, but allowed, is answered in a moment; beyond the limits it is refused by
/// name.</summary>
public sealed class HostileSearchTests : IClassFixture<WardWorld>
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private readonly SearchWorld _world;

    public HostileSearchTests(WardWorld ward) => _world = ward.World;

    public static TheoryData<string> Allowed() =>
    [
        "Observation?code=" + Many(number => $"c{number}"),
        "Observation?code=" + Many(number => $"http://s{number}|c{number}"),
        "Observation?code:not=" + Many(number => $"http://s{number}|c{number}"),
        "Observation?code:text=" + Many(number => $"t{number}"),
        "Patient?identifier:of-type=" + Many(number => $"http://s|MR|{number}"),
        "Observation?date=" + Many(number => $"ge20{number % 90 + 10}-01-{number % 28 + 1:00}"),
        "Observation?date=" + Many(number => $"ne20{number % 90 + 10}"),
        "Patient?name=" + Many(number => $"name{number}"),
        "Patient?name:contains=" + Many(number => $"ame{number}"),
        "Patient?name:exact=" + Many(number => $"Name{number}"),
        "Observation?value-quantity=" + Many(number => $"{number}||mg"),
        "Observation?value-quantity=" + Many(number => $"gt{number}||u{number}"),
        "Observation?combo-code-value-quantity=" + Many(number => $"http://s{number}|c{number}$gt{number}"),
        "Observation?code-value-quantity=" + Many(number => $"8867-4${number}"),
        "Observation?subject=" + Many(number => $"Patient/{number}"),
        "Observation?subject=" + Many(number => $"{number}"),
        "Observation?subject=" + Many(number => $"http://o.org/Patient/{number}"),
        "Observation?subject:Patient.name=" + Many(number => $"name{number}"),
        "Patient?_has:Observation:patient:date=" + Many(number => $"lt20{number % 90 + 10}"),
        "ValueSet?url:below=" + Many(number => $"http://example.org/{number}"),
        "Patient?_id=" + Many(number => $"id{number}"),
        "Patient?_lastUpdated=" + Many(number => $"gt20{number % 90 + 10}"),
        "Observation?_list=" + Many(number => $"l{number}"),
        "Encounter?" + string.Concat(Enumerable.Repeat("part-of.", 20)) + "status=finished",
        "Patient?" + string.Concat(Enumerable.Repeat("_has:Observation:patient:subject:Patient.", 10)) + "gender=male",
        "Patient?" + string.Concat(Enumerable.Repeat("link:Patient.", 20)) + "gender:missing=true",
        "Observation?" + string.Join('&', Enumerable.Range(0, 60).Select(number => $"code:not=c{number}")),
        "Observation?" + string.Join('&', Enumerable.Range(0, 60).Select(number => $"subject:Patient.name=n{number}")),
        "Patient?_filter=" + string.Join(" or ", Enumerable.Range(0, 100).Select(number => $"family co n{number}")),
        "Patient?_filter=" + string.Join(" and ", Enumerable.Range(0, 100).Select(number => $"family ne n{number}")),
        "Patient?_filter=" + Nested(20),
        "Observation?_count=1000000",
        "Location?near=" + string.Join(',', Enumerable.Range(0, 20).Select(number => $"{number}.5|179.9|900")),
        "Location?" + string.Join('&', Enumerable.Range(0, 60).Select(number => $"near=52.{number}|13.4|20000")),
        "Observation?_contained=both&code=" + Many(number => $"c{number}"),
        "Patient?_text=" + string.Join(" OR ", Enumerable.Range(0, 500).Select(number => $"word{number}*")),
        "?_type=Patient,Observation,Encounter,Condition&_lastUpdated=gt2000&_count=1000000",
        "Patient?_include=*&_revinclude=*&_include:iterate=*&_revinclude:iterate=*",
        "?_include:iterate=*&_revinclude:iterate=*",
    ];

    [Theory]
    [MemberData(nameof(Allowed))]
    public void What_is_allowed_is_answered(string url)
    {
        var watch = Stopwatch.StartNew();
        var query = _world.Query(url);
        var page = _world.Search(_world.System, query);
        var counted = _world.Search(_world.System, query with { Count = 0 });

        Assert.True(page.Matches.Count <= Havel.Fhir.Limits.PageSize);
        Assert.Equal(counted.Total, page.Total);
        Assert.True(watch.Elapsed < Moment, $"{watch.Elapsed} for {url[..Math.Min(url.Length, 80)]}");
    }

    private static string Many(Func<int, string> value) =>
        string.Join(',', Enumerable.Range(0, Havel.Fhir.Limits.SearchAlternatives).Select(value));

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("not (", depth)) + "family co a" + new string(')', depth);
}

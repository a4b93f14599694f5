using Havel.Consent.Callers;
using Havel.Fhir.Search;
using Havel.Store.Planning;
using Havel.Store.Reading;
using Havel.Store.Schema;
using Havel.Store.Search;
using Xunit;

namespace Havel.Store.Tests.Search;

/// <summary>Large sorted answers come along the index of the sort key, in the order that sorting all of them
/// gives.</summary>
public sealed class SortWalkTests : IClassFixture<SortWalkTests.Crowd>
{
    private const int PageSize = 400;

    /// <summary>So small that what very many share is worth ordering by the index of the next key.</summary>
    private const int SmallPage = 17;

    private readonly SearchWorld _world;

    public SortWalkTests(Crowd crowd) => _world = crowd.World;

    [Theory]
    [InlineData("Patient?_sort=birthdate")]
    [InlineData("Patient?_sort=-birthdate")]
    [InlineData("Patient?_sort=family,-given")]
    [InlineData("Patient?_sort=-family,birthdate,_id")]
    [InlineData("Patient?_sort=given")]
    [InlineData("Patient?_sort=-given,family")]
    [InlineData("Patient?_sort=name")]
    [InlineData("Patient?_sort=-name")]
    [InlineData("Patient?_sort=family,given,birthdate")]
    [InlineData("Patient?_sort=-birthdate,family")]
    [InlineData("Patient?gender=male&_sort=birthdate,-_lastUpdated")]
    [InlineData("Patient?_sort=_lastUpdated")]
    [InlineData("Patient?_sort=-_lastUpdated")]
    [InlineData("Observation?status=final&_sort=-_lastUpdated")]
    [InlineData("Patient?_sort=-_lastUpdated,family")]
    [InlineData("Patient?gender=male&_sort=birthdate")]
    [InlineData("Observation?_sort=date")]
    [InlineData("Observation?_sort=-date")]
    [InlineData("Observation?status=final&_sort=-date")]
    [InlineData("Observation?_sort=value-quantity")]
    [InlineData("Observation?_sort=-value-quantity,-date")]
    public void A_walk_gives_what_sorting_everything_gives(string url)
    {
        using var connection = SchemaSetup.OpenReader(_world.Store.DatabasePath);
        var session = new ReadSession(connection, _world.Store.Preparation, _world.Store.Types, _world.Store.Guards);
        session.Begin(_world.As(Caller.ForClinician("dr1", ["charite"])), _world.Store.Policies.For);
        var plan = Planner.PlanSearch(session.PlanContext, _world.Query(url), 51, out _)!;
        Assert.NotNull(plan.Walk);
        var walked = AllPages(session, plan);
        Assert.Equal(AllPages(session, plan with { Walk = null }), walked);
        Assert.Equal(walked.Count, walked.Distinct().Count());
        Assert.Equal(walked, AllPages(session, plan, SmallPage));
    }

    [Fact]
    public void Few_matches_are_sorted_and_not_walked()
    {
        using var connection = SchemaSetup.OpenReader(_world.Store.DatabasePath);
        var session = new ReadSession(connection, _world.Store.Preparation, _world.Store.Types, _world.Store.Guards);
        session.Begin(_world.System, _world.Store.Policies.For);
        var plan = Planner.PlanSearch(
            session.PlanContext, _world.Query("Observation?patient=p7&_sort=-date"), 51, out _)!;
        Assert.Null(plan.Walk);
    }

    [Theory]
    [InlineData("Patient?_sort=gender,_id", "gender")]
    [InlineData("Observation?_sort=-status,subject", "status")]
    public void Tokens_are_sorted_by_what_the_resources_say(string url, string element)
    {
        var page = _world.Search(_world.System, url + "&_count=1000");
        var texts = page.Matches
            .Select(each => System.Text.Json.JsonDocument.Parse(each.Body).RootElement)
            .Select(each => each.TryGetProperty(element, out var value) ? value.GetString()! : "\uffff")
            .ToList();
        var expected = texts.Order(StringComparer.Ordinal).ToList();
        if (url.Contains("_sort=-", StringComparison.Ordinal))
            expected.Reverse();

        Assert.Equal(expected, texts);
        var query = _world.Query(url);
        var pages = _world.AllPages(_world.System, query with { Count = 170, Total = TotalMode.None });
        Assert.Equal(page.Matches.Select(SearchWorld.NameOf), pages.Take(1000));
        Assert.Equal(pages.Count, pages.Distinct(StringComparer.Ordinal).Count());
    }

    private static List<long> AllPages(ReadSession session, Plan plan, int size = PageSize)
    {
        var rids = new List<long>();
        var after = default(PagePosition);
        do
        {
            var page = PageReader.Read(session, plan, after, size);
            rids.AddRange(page.Rids);
            after = page.Next is null ? null : CursorCodec.Read(page.Next, plan.Sort);
        }
        while (after is not null);

        return rids;
    }

    /// <summary>1,500 people with what they share, what they lack and what they have twice.</summary>
    public sealed class Crowd : IDisposable
    {
        private const int People = 1_500;

        public Crowd()
        {
            World = new SearchWorld();
            var random = new Random(7);
            foreach (var slice in Enumerable.Range(0, People).Chunk(People / 5))
                World.Put(slice.SelectMany(number => Of(random, number)));
        }

        public SearchWorld World { get; }

        public void Dispose() => World.Dispose();

        private static IEnumerable<string> Of(Random random, int number)
        {
            string[] families = ["müller", "Muller", "Meyer", "Özil", "z" + new string('x', 90) + random.Next(3)];
            var birth = random.Next(5) == 0 ? string.Empty : $",\"birthDate\":\"{1940 + random.Next(9)}\"";
            var gender = random.Next(9) == 0
                ? string.Empty
                : $",\"gender\":\"{(random.Next(9) > 0 ? "male" : "female")}\"";
            var name = random.Next(6) == 0 ? string.Empty
                : $",\"name\":[{{\"family\":\"{families[random.Next(5)]}\","
                    + $"\"given\":[\"{Given(random)}\",\"{Given(random)}\"]}}]";
            yield return $$"""{"resourceType":"Patient","id":"p{{number}}"{{gender}}{{birth}}{{name}}}""";

            var unit = random.Next(2) == 0 ? "kg" : "cm";
            var value = random.Next(4) == 0 ? string.Empty
                : $$""","valueQuantity":{"value":{{random.Next(40)}},"code":"{{unit}}"}""";
            var status = random.Next(9) > 0 ? "final" : "amended";
            var date = random.Next(3) == 0
                ? $$""","effectivePeriod":{"start":"2024-0{{1 + random.Next(3)}}-01"}"""
                : $$""","effectiveDateTime":"2024-0{{1 + random.Next(3)}}-0{{1 + random.Next(9)}}" """;
            yield return $$"""
                {"resourceType":"Observation","id":"o{{number}}","status":"{{status}}",
                "code":{"text":"x"},"subject":{"reference":"Patient/p{{number}}"}{{date}}{{value}}}
                """.ReplaceLineEndings(string.Empty);
        }

        private static string Given(Random random) => ((char)('a' + random.Next(4))).ToString();
    }
}

using FsCheck.Xunit;
using Havel.Consent.Callers;
using Havel.Consent.Decisions;
using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Consent.Resources;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Havel.Fhir.Search.Matching;
using Xunit;

namespace Havel.Store.Tests.Search;

/// <summary>What must hold for any ward, any query, any consents and any caller.</summary>
public sealed class SearchProperties
{
    private const int Queries = 12;

    [Property(MaxTest = 12)]
    public void A_search_finds_what_brute_force_finds_and_its_pages_join_to_it(int seed) => Finds(seed, false);

    [PostgresProperty(MaxTest = 6)]
    public void On_PostgreSQL_too(int seed) => Finds(seed, true);

    [Property(MaxTest = 15)]
    public void Whoever_asks_finds_exactly_what_the_rule_permits(int seed) => Permits(seed, false);

    [PostgresProperty(MaxTest = 8)]
    public void Whoever_asks_PostgreSQL_finds_exactly_what_the_rule_permits(int seed) => Permits(seed, true);

    [Property(MaxTest = 12)]
    public void What_is_hidden_might_as_well_never_have_been_written(int seed) => Hides(seed, false);

    [PostgresProperty(MaxTest = 4)]
    public void What_PostgreSQL_hides_might_as_well_never_have_been_written(int seed) => Hides(seed, true);

    private static void Finds(int seed, bool isPostgres)
    {
        var ward = new RandomWard(seed);
        using var world = new SearchWorld(isPostgres: isPostgres) { Terms = ward.Terms };
        world.Put(ward.Resources);
        var all = Known(world, ward.Resources);
        for (var number = 0; number < Queries; number++)
            Check(world, world.System, new Matcher(all), ward, ward.Query());
    }

    private static void Permits(int seed, bool isPostgres)
    {
        var ward = new RandomWard(seed);
        var consents = Enumerable.Range(0, 1 + (seed & 3)).Select(ward.Consent).ToList();
        using var world = new SearchWorld(
            regime: (seed & 4) == 0 ? Regime.OptOut : Regime.OptIn, isPostgres: isPostgres)
        {
            Terms = ward.Terms,
        };
        world.Put(ward.Resources.Concat(consents));
        var all = Known(world, [.. ward.Resources, .. consents]);
        foreach (var caller in Callers())
        {
            var visible = all.Where(resource => IsPermitted(world, all, resource, caller)).ToList();
            var matcher = new Matcher(visible);
            Check(world, world.As(caller), matcher, ward, "Observation?status=final,amended");
            for (var number = 0; number < Queries / 2; number++)
                Check(world, world.As(caller), matcher, ward, ward.Query());
        }
    }

    private static void Hides(int seed, bool isPostgres)
    {
        var ward = new RandomWard(seed);
        var consents = Enumerable.Range(0, 1 + (seed & 1)).Select(ward.Consent).ToList();
        using var full = new SearchWorld(isPostgres: isPostgres) { Terms = ward.Terms };
        full.Put(consents.Concat(ward.Resources));
        var all = Known(full, [.. consents, .. ward.Resources]);
        var caller = Caller.ForClinician("d0", ["h0"]);
        var visible = all.Where(resource => IsPermitted(full, all, resource, caller)).Select(resource => resource.Json);
        using var bare = new SearchWorld(isPostgres: isPostgres) { Terms = ward.Terms };
        bare.Put(visible);
        for (var number = 0; number < Queries; number++)
        {
            var url = ward.Query();
            url += ward.Sort(url);
            var seen = full.Search(full.As(caller), url + "&_count=3");
            var same = bare.Search(bare.System, url + "&_count=3");
            Assert.Equal(same.Matches.Select(SearchWorld.NameOf), seen.Matches.Select(SearchWorld.NameOf));
            Assert.Equal(same.Total, seen.Total);
            Assert.Equal(same.Next?.Bytes.Length, seen.Next?.Bytes.Length);
            Assert.Equal(
                bare.AllPages(bare.System, bare.Query(url) with { Count = 2 }),
                full.AllPages(full.As(caller), full.Query(url) with { Count = 2 }));
        }
    }

    private static IEnumerable<Caller> Callers() =>
    [
        Caller.ForClinician("d0", ["h0"]),
        Caller.ForClinician("d1", ["h1"]),
        Caller.ForPatient("p0"),
        Caller.ForResearcher("r0"),
    ];

    private static void Check(SearchWorld world, Grant grant, Matcher matcher, RandomWard ward, string url)
    {
        url += ward.Sort(url);
        var query = world.Query(url);
        var expected = matcher.Search(query).Select(resource => resource.Name).Order(StringComparer.Ordinal).ToList();
        Assert.All(matcher.Visible, resource => Alone(resource, query, url));
        var page = world.Search(grant, query with { Count = 1000 });
        var found = page.Matches.Select(SearchWorld.NameOf).ToList();
        Assert.True(
            expected.SequenceEqual(found.Order(StringComparer.Ordinal)),
            $"{url}\n expected {string.Join(' ', expected)}\n found    {string.Join(' ', found)}");
        Assert.True(expected.Count == page.Total, $"{url}: total {page.Total}, found {expected.Count}");
        Assert.Equal(page.Total, world.Search(grant, query with { Count = 0 }).Total);
        Assert.Equal(found, world.AllPages(grant, query with { Count = 2 }));
    }

    /// <summary>What a resource's own rows tell is the same where no database is asked.</summary>
    private static void Alone(KnownResource resource, SearchQuery query, string url)
    {
        var one = new Matcher([resource]);
        var clauses = query.Clauses.Where(RowMatcher.Knows).ToList();
        var expected = one.Search(query with { Clauses = clauses, Types = [] }).Any();
        var fast = new RowMatcher(resource.Type, resource.Id, resource.Rows);
        Assert.True(expected == clauses.All(fast.Matches), $"{url}: {resource.Name}");
    }

    private static bool IsPermitted(
        SearchWorld world, List<KnownResource> all, KnownResource resource, Caller caller)
    {
        var subject = resource.Owners.Kind switch
        {
            OwnerKind.Directory => SubjectPolicy.Directory,
            OwnerKind.Patients => SubjectPolicy.Of(resource.Owners.Patients.Select(owner => PolicyOf(all, owner))),
            _ => SubjectPolicy.Unowned,
        };
        var decision = DecisionRule.Decide(
            resource.Facts, subject, caller, world.Time.GetUtcNow(), world.Gate.Regime);
        return decision.IsPermitted;
    }

    private static PatientPolicy PolicyOf(List<KnownResource> all, string patient) => PatientPolicy.Compile(
        patient,
        all.Where(resource => resource.Type == "Consent" && resource.Owners.Patients.Contains(patient))
            .Select(resource => (resource.Id, ResourceParser.OfThread.Parse(Utf8(resource.Json)).Table!.Root)));

    private static List<KnownResource> Known(SearchWorld world, IReadOnlyList<string> resources)
    {
        var extractor = new SearchExtractor(world.Store.Catalog);
        var ownership = new Ownership(world.Store.Definitions);
        return [.. resources.Select(json =>
        {
            var root = ResourceParser.OfThread.Parse(Utf8(json)).Table!.Root;
            var rows = new SearchRows();
            extractor.Extract(root, rows);
            (long Low, long High)? date = ClinicalDate.Of(root) is { } span ? (span.Low, span.High) : null;
            return new KnownResource(root.Type.Name, root.TextOf("id")!, json)
            {
                Rows = rows,
                Owners = ownership.Owners(root),
                Facts = ResourceFacts.From(root, date),
            };
        })];
    }

    private static byte[] Utf8(string json) => System.Text.Encoding.UTF8.GetBytes(json);
}

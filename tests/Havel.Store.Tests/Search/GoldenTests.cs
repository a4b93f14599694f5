using System.Text;
using Havel.Consent.Callers;
using Havel.Consent.Grants;
using Havel.Fhir.Search;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Store.Tests.Search;

public sealed class GoldenTests
{
    public static TheoryData<string> Files() =>
        [.. GoldenFile.All().Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_case_of_the_file_finds_what_it_says(string name)
    {
        var file = GoldenFile.Read(Path.Combine(GoldenFile.Folder, name + ".search"));
        using var world = new SearchWorld { Terms = file.Terms };
        world.Put(file.Given);
        var faults = file.Cases.Select(one => FaultOf(world, one)).OfType<string>().ToList();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [PostgresTheory]
    [MemberData(nameof(Files))]
    public void Every_case_of_the_file_is_answered_by_PostgreSQL_as_by_SQLite(string name)
    {
        var file = GoldenFile.Read(Path.Combine(GoldenFile.Folder, name + ".search"));
        var clock = new StoppedClock();
        using var world = new SearchWorld(clock) { Terms = file.Terms };
        using var postgres = new SearchWorld(clock, isPostgres: true) { Terms = file.Terms };
        world.Put(file.Given);
        postgres.Put(file.Given);
        var faults = file.Cases.Select(one => FaultOf(postgres, one) ?? DifferenceOf(world, postgres, one))
            .OfType<string>().ToList();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public void The_golden_cases_are_at_least_sixty() =>
        Assert.True(GoldenFile.All().Sum(file => file.Cases.Count) >= 60);

    private static string? FaultOf(SearchWorld world, GoldenCase one)
    {
        var grant = GrantOf(world, one.Caller);
        var query = world.Query(one.Url);
        var page = world.Search(grant, query);
        var found = page.Matches.Select(SearchWorld.NameOf).ToList();
        if (!Same(one.Expected, found, one.IsOrdered))
            return $"{one}\n  expected {string.Join(' ', one.Expected)}\n  found    {string.Join(' ', found)}";

        var included = page.Included.Select(SearchWorld.NameOf).ToList();
        if (one.Included is not null && !Same(one.Included, included, isOrdered: false))
            return $"{one}\n  expected + {string.Join(' ', one.Included)}\n  found    + {string.Join(' ', included)}";

        if (page.Total != one.Expected.Count)
            return $"{one}\n  total {page.Total}, expected {one.Expected.Count}";

        var counted = world.Search(grant, query with { Count = 0 }).Total;
        if (counted != page.Total)
            return $"{one}\n  counted {counted}, expected {page.Total}";

        var pages = world.AllPages(grant, query with { Count = 2, Total = TotalMode.None });
        if (!pages.SequenceEqual(found))
            return $"{one}\n  in pages of two {string.Join(' ', pages)}";

        var plan = one.Plan is null ? null : world.Store.PlanOf(world.System, query);
        return plan == one.Plan ? null : $"{one}\n  plan     {plan}\n  expected {one.Plan}";
    }

    /// <summary>Bodies, totals and cursors are the same bytes.</summary>
    private static string? DifferenceOf(SearchWorld world, SearchWorld postgres, GoldenCase one)
    {
        var url = one.Url + (one.Url.Contains('?', StringComparison.Ordinal) ? "&_count=2" : "?_count=2");
        var here = world.Search(GrantOf(world, one.Caller), world.Query(url));
        var there = postgres.Search(GrantOf(postgres, one.Caller), postgres.Query(url));
        return here.Total == there.Total && Text(here) == Text(there) ? null : $"{one}\n{Text(here)}\n{Text(there)}";
    }

    private static string Text(Havel.Store.Search.SearchPage page) =>
        string.Join('\n', page.Matches.Concat(page.Included).Select(each => Encoding.UTF8.GetString(each.Body.Span)))
        + (page.Next is null ? string.Empty : Convert.ToHexString(page.Next.Bytes.Span))
        + (page.Previous is null ? string.Empty : Convert.ToHexString(page.Previous.Bytes.Span));

    private static bool Same(IReadOnlyList<string> expected, List<string> found, bool isOrdered) =>
        isOrdered ? expected.SequenceEqual(found)
        : expected.Order(StringComparer.Ordinal).SequenceEqual(found.Order(StringComparer.Ordinal));

    /// <summary>As tests/golden/search/README.md describes callers.</summary>
    private static Grant GrantOf(SearchWorld world, string caller)
    {
        var words = caller.Split(' ');
        return words[0] switch
        {
            "system" => world.System,
            "clinician" => world.As(Caller.ForClinician(words[1], [words[3]])),
            "patient" => world.As(Caller.ForPatient(words[1])),
            "researcher" => world.As(Caller.ForResearcher(words[1])),
            _ => throw new FormatException(caller),
        };
    }
}

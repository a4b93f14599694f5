using System.Collections.Concurrent;
using Havel.Server.Tests.RealData.Matching;
using Havel.Server.Tests.RealData.Queries;
using Havel.Tests.Shared;
using Xunit;
using Xunit.Abstractions;

namespace Havel.Server.Tests.RealData;

/// <summary>Searches over HTTP against a matcher that looks at every resource of the files.</summary>
[Collection(RealDataCollection.Name)]
public sealed class BruteForceTests(RealDataFixture data, ITestOutputHelper output)
{
    private const int Seed = 20260520;
    private const int AtLeast = 400;
    private const int AtOnce = 3;
    private const int Shown = 25;

    // Some of https://hl7.org/fhir/R4/compartmentdefinition-patient.html.
    private static readonly (string Type, string[] References)[] Compartment =
    [
        ("Observation", ["subject", "performer"]),
        ("Condition", ["patient", "asserter"]),
        ("DocumentReference", ["subject", "author"]),
        ("Encounter", ["patient"]),
        ("Immunization", ["patient"]),
        ("Provenance", ["patient"]),
    ];

    [SharedFact(RealDataFixture.Needs)]
    public async Task Generated_searches_of_all_kinds_find_what_a_brute_force_matcher_finds()
    {
        var queries = Make(new QueryMaker(data.Corpus, data.Matcher, Seed));
        Assert.True(queries.Count >= AtLeast, $"Only {queries.Count} queries were made");
        Assert.True(queries.Count(FindsSome) > queries.Count / 2, "Most queries should find something");
        foreach (var group in queries.GroupBy(query => query.Query.Group, StringComparer.Ordinal))
            output.WriteLine($"{group.Key}: {group.Count()}, of them {group.Count(FindsSome)} find something");

        var differences = new ConcurrentBag<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForEachAsync(queries, options, async (expected, _) =>
        {
            var answer = await Answer.To(data.System, expected.Query.Url + "&_count=1000&_total=accurate");
            if (Difference(expected, answer) is { } difference)
                differences.Add(difference);
        });
        var shown = string.Join('\n', differences.Order(StringComparer.Ordinal).Take(Shown));
        Assert.True(differences.IsEmpty, $"{differences.Count} of {queries.Count} differ:\n{shown}");
    }

    [SharedFact(RealDataFixture.Needs)]
    public async Task A_search_by_POST_finds_what_the_same_search_by_GET_finds()
    {
        var queries = Make(new QueryMaker(data.Corpus, data.Matcher, Seed + 1));
        foreach (var (query, ids) in queries.Where((each, at) => at % 15 == 0 && each.Ids.Count <= 1000))
        {
            var form = string.Join('&', query.Clauses.Select(clause => clause.ToString()));
            var answer = await data.System.Search(query.Type + "/_search", form + "&_count=1000&_total=accurate");
            Assert.Equal((query.ToString(), ids.Count), (query.ToString(), answer.Total));
            Assert.Equal(ids.Order(StringComparer.Ordinal), answer.Ids.Order(StringComparer.Ordinal));
        }
    }

    [SharedFact(RealDataFixture.Needs)]
    public async Task A_patients_compartment_holds_what_names_the_patient()
    {
        var random = new Random(Seed);
        foreach (var patient in data.Corpus.Of("Patient").OrderBy(_ => random.Next()).Take(12))
        {
            foreach (var (type, references) in Compartment)
            {
                var expected = references.SelectMany(code => data.Matcher.Find(
                    new Query(type, [new Clause(code, patient.Key)], "Compartment"))).ToHashSet(StringComparer.Ordinal);
                var answer = await Answer.To(data.System, $"{patient.Key}/{type}?_count=1000&_total=accurate");
                Assert.Null(answer.Fault);
                Assert.Equal((patient.Key, type, expected.Count), (patient.Key, type, answer.Total));
                Assert.Equal(expected.Order(StringComparer.Ordinal), answer.Ids.Order(StringComparer.Ordinal));
            }
        }
    }

    private static List<Expected> Make(QueryMaker maker) =>
    [
        .. maker.OfKind(Kind.Token, 70),
        .. maker.OfKind(Kind.Text, 55),
        .. maker.OfKind(Kind.Reference, 45),
        .. maker.OfKind(Kind.Date, 55),
        .. maker.OfKind(Kind.Number, 25),
        .. maker.OfKind(Kind.Quantity, 45),
        .. maker.OfKind(Kind.Uri, 12),
        .. maker.OfKind(Kind.Composite, 25),
        .. maker.Ranges(15),
        .. maker.Negations(15),
        .. maker.Missing(35),
        .. maker.OfTheServer(15),
        .. maker.Chains(30),
        .. maker.Has(30),
        .. maker.Combinations(40),
        .. maker.OfPatient("code", 15),
        .. maker.OfPatient("date", 15),
    ];

    private static bool FindsSome(Expected expected) => expected.Ids.Count > 0;

    private static string? Difference(Expected expected, Answer answer)
    {
        if (answer.Fault is not null)
            return $"{expected.Query}: {answer.Fault}";

        var missing = expected.Ids.Except(answer.Ids, StringComparer.Ordinal).Take(2).ToArray();
        var surplus = answer.Ids.Except(expected.Ids, StringComparer.Ordinal).Take(2).ToArray();
        var count = expected.Ids.Count;
        if (missing.Length == 0 && surplus.Length == 0 && answer.Ids.Count == count && answer.Total == count)
            return null;

        return $"{expected.Query}: {count} expected, {answer.Ids.Count} found, total {answer.Total}; "
            + $"missing {string.Join(' ', missing)}; too many {string.Join(' ', surplus)}";
    }
}

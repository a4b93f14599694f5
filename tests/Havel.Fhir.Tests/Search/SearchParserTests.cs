using Havel.Fhir.Search;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Search;

public sealed class SearchParserTests
{
    private static readonly DateTimeOffset Now = new(2022, 12, 31, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            var file = Path.Combine(Repository.Find()!, "tests/Havel.Fhir.Tests/Search/Cases/queries.txt");
            foreach (var paragraph in File.ReadAllText(file).Split("\n\n").Skip(1))
            {
                var lines = paragraph.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                cases.Add(lines[0], string.Join('\n', lines.Skip(1).Select(line => line[2..])));
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_query_is_understood_as_its_case_says(string query, string expected)
    {
        var result = Parse(query, SearchHandling.Lenient);

        Assert.Equal(expected, string.Join('\n', QueryText.Of(query, result)));
    }

    [Theory]
    [InlineData("Patient?nonsense=1")]
    [InlineData("Patient?age=1")]
    [InlineData("Observation?_include=Observation:code")]
    [InlineData("Observation?_sort=code-value-quantity")]
    public void Strict_handling_refuses_what_lenient_leaves_out(string query)
    {
        Assert.True(Parse(query, SearchHandling.Lenient).IsValid);
        Assert.NotEmpty(Parse(query, SearchHandling.Lenient).Issues);
        Assert.False(Parse(query, SearchHandling.Strict).IsValid);
    }

    /// <summary>Each limit by its name, in chains too, and whatever the handling.</summary>
    public static TheoryData<string, string> Hostile() => new()
    {
        { "Observation?code=" + Repeated("a", ',', 501), "code has more than 500 values" },
        { "Observation?code:not=" + Repeated("a", ',', 501), "code has more than 500 values" },
        { "Observation?subject:Patient.name=" + Repeated("a", ',', 501), "name has more than 500 values" },
        { "Patient?_has:Observation:patient:code=" + Repeated("a", ',', 501), "code has more than 500 values" },
        { "Patient?_id=" + Repeated("a", ',', 501), "_id has more than 500 values" },
        { "Observation?" + Repeated("code=a", '&', 65), "at most 64 parameters" },
        { "Patient?name=" + new string('a', 20_000), "'name' has more than 16384 characters" },
        { "Encounter?" + Repeated("part-of", '.', 21) + ".status=a", "at most 20 references" },
        { "Patient?" + string.Concat(Enumerable.Repeat("_has:Patient:link:", 21)) + "gender=a", "at most 20" },
        { "Encounter?" + Repeated("subject:Patient._has:Encounter:patient:", '\0', 11) + "status=a", "at most 20" },
        { "Observation?" + Repeated("subject._has:Observation:subject:", '\0', 9) + "status=a", "more than 200 types" },
        { "Patient?_filter=" + Repeated("family eq a", " or ", 101), "more than 100 comparisons" },
        { "Patient?_filter=" + string.Concat(Enumerable.Repeat("not (", 21)) + "family eq a" + new string(')', 21),
            "20" },
        { "Patient?_text=" + Repeated("a", ' ', 501), "_text has more than 500 words" },
        { "Patient?_text=" + string.Concat(Enumerable.Repeat("NOT (", 30)) + "a" + new string(')', 30),
            "_text is nested more than 20 deep" },
        { "Location?near=" + Repeated("52|13", ',', 21), "near has more than 20 places" },
        { "Patient?_sort=" + Repeated("_id", ',', 6), "_sort has more than 5 keys" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_is_too_much_is_refused_by_the_name_of_its_limit(string query, string limit)
    {
        foreach (var handling in Enum.GetValues<SearchHandling>())
        {
            var result = Parse(query, handling);

            Assert.False(result.IsValid);
            Assert.Contains(result.Issues, issue => issue.Message.Contains(limit, StringComparison.Ordinal));
            Assert.All(result.Issues, issue => Assert.True(issue.Message.Length < 400));
        }
    }

    private static string Repeated(string text, char separator, int times) =>
        Repeated(text, separator == '\0' ? string.Empty : separator.ToString(), times);

    private static string Repeated(string text, string separator, int times) =>
        string.Join(separator, Enumerable.Repeat(text, times));

    [Fact]
    public void Too_many_values_and_too_many_parameters_are_refused()
    {
        var values = string.Join(',', Enumerable.Range(0, Limits.SearchAlternatives + 1));
        var parameters = string.Join('&', Enumerable.Repeat("code=a", Limits.SearchParameters + 1));

        Assert.False(Parse("Observation?code=" + values, SearchHandling.Lenient).IsValid);
        Assert.False(Parse("Observation?" + parameters, SearchHandling.Lenient).IsValid);
    }

    [Fact]
    public void What_was_understood_is_what_the_self_link_repeats()
    {
        var result = Parse("Observation?code=a&nonsense=1&_count=5", SearchHandling.Lenient);

        Assert.Equal(["code", "_count"], result.Query.Applied.Select(pair => pair.Key));
    }

    [Fact]
    public void The_self_link_tells_the_size_that_pages_really_have()
    {
        var result = Parse("Observation?_count=1000000", SearchHandling.Strict);

        Assert.Equal(Limits.PageSize, result.Query.Count);
        Assert.Equal("1000", Assert.Single(result.Query.Applied).Value);
    }

    [Fact]
    public void A_patient_compartment_is_asked_by_all_of_its_parameters()
    {
        var parser = new SearchParser(SearchFixture.Catalog);

        var observations = parser.Compartment("Patient", "1", "Observation");
        Assert.Equal(
            ["Observation.performer", "Observation.subject"],
            observations!.Slots.Select(slot => slot.Name).Order(StringComparer.Ordinal));
        Assert.Equal(SearchHash.Key("Patient/1"), observations.Key);
        Assert.Null(parser.Compartment("Patient", "1", "Organization"));
        Assert.NotNull(parser.Compartment("Patient", "1", "Patient"));
        Assert.True(parser.Compartment("Patient", "1", null)!.Slots.Count > 60);
    }

    private static SearchParseResult Parse(string query, SearchHandling handling)
    {
        var mark = query.IndexOf('?', StringComparison.Ordinal);
        var pairs = query[(mark + 1)..].Split('&')
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], pair[1]))
            .ToList();
        var parser = new SearchParser(SearchFixture.Catalog, "http://me.org/fhir");
        return parser.Parse(mark == 0 ? null : query[..mark], pairs, handling, Now);
    }
}

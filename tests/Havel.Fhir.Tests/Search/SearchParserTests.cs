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
    [InlineData("Observation?_include=Observation:code")]
    [InlineData("Observation?_sort=code-value-quantity")]
    public void Strict_handling_refuses_what_lenient_leaves_out(string query)
    {
        Assert.True(Parse(query, SearchHandling.Lenient).IsValid);
        Assert.NotEmpty(Parse(query, SearchHandling.Lenient).Issues);
        Assert.False(Parse(query, SearchHandling.Strict).IsValid);
    }

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

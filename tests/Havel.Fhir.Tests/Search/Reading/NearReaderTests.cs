using Havel.Fhir.Search;
using Xunit;

namespace Havel.Fhir.Tests.Search.Reading;

public sealed class NearReaderTests
{
    [Theory]
    [InlineData("near=52.52|13.405", 50_000, "km")]
    [InlineData("near=52.52|13.405|11.2", 11_200, "km")]
    [InlineData("near=52.52|13.405|11.2|m", 11.2, "m")]
    [InlineData("near=52.52|13.405|1|[mi_us]", 1609.347, "[mi_us]")]
    [InlineData("near= 52.52 | 13.405 | 1 | mi ", 1609.344, "[mi_i]")]
    public void A_distance_has_a_unit_whatever_is_left_out(string query, double metres, string unit)
    {
        var result = Parse("Location", query);

        var near = Assert.Single(result.Query.Places);
        Assert.Equal((52.52, 13.405), (near.Latitude, near.Longitude));
        Assert.Equal(metres, near.Metres, 0.002);
        Assert.Equal(unit, near.Unit.Code);
    }

    [Theory]
    [InlineData("near=52.52", "latitude|longitude|distance|unit")]
    [InlineData("near=Berlin", "latitude|longitude|distance|unit")]
    [InlineData("near=52.52:13.4", "latitude|longitude|distance|unit")]
    [InlineData("near=north|east", "does not begin with two numbers")]
    [InlineData("near=NaN|13.4", "does not begin with two numbers")]
    [InlineData("near=90.1|13.4", "from -90 to 90")]
    [InlineData("near=52.52|181", "from -180 to 180")]
    [InlineData("near=52.52|13.4|-1|km", "a distance from 0")]
    [InlineData("near=52.52|13.4|far|km", "a distance from 0")]
    [InlineData("near=52.52|13.4|1e999|km", "a distance from 0")]
    [InlineData("near=52.52|13.4|1|kg", "a unit of length")]
    [InlineData("near=52.52|13.4|1|km|x", "latitude|longitude|distance|unit")]
    [InlineData("near:exact=52.52|13.4", ":exact")]
    [InlineData("_sort=near", "takes a search by near")]
    [InlineData("_filter=near eq 1", "no meaning for near")]
    public void What_is_no_place_is_refused_with_what_would_be_one(string query, string reason)
    {
        var result = Parse("Location", query);

        Assert.False(result.IsValid);
        Assert.Contains(reason, Assert.Single(result.Issues).Message);
    }

    [Theory]
    [InlineData(SearchHandling.Lenient)]
    [InlineData(SearchHandling.Strict)]
    public void A_named_query_is_refused_and_never_left_out(SearchHandling handling)
    {
        var result = Parse("Patient", "_query=closest&name=a", handling);

        Assert.False(result.IsValid);
        Assert.Contains("named query 'closest'", Assert.Single(result.Issues).Message);
    }

    private static SearchParseResult Parse(
        string type, string query, SearchHandling handling = SearchHandling.Lenient)
    {
        var pairs = query.Split('&').Select(pair => pair.Split('=', 2))
            .Select(pair => new KeyValuePair<string, string>(pair[0], pair[1])).ToList();
        return new SearchParser(SearchFixture.Catalog).Parse(type, pairs, handling, DateTimeOffset.UnixEpoch);
    }
}

using Havel.Fhir.Packages;
using Xunit;
using static Havel.Fhir.Tests.Packages.MadePackage;

namespace Havel.Fhir.Tests.Packages;

public sealed class ConformanceCatalogTests
{
    private const string Url = "http://example.org/ValueSet/colours";

    [Fact]
    public void Without_a_version_the_newest_is_found_in_whatever_order_packages_come()
    {
        FhirPackage[] packages =
            [Of("a", "1", ValueSet(Url, "1.9.0")), Of("b", "1", ValueSet(Url, "1.10.0")), Of("c", "1", ValueSet(Url))];

        Assert.Equal("1.10.0", ConformanceCatalog.Empty.With(packages).Find("ValueSet", Url)!.Version);
        Assert.Equal("1.10.0", ConformanceCatalog.Empty.With([.. packages.Reverse()]).Find("ValueSet", Url)!.Version);
    }

    [Theory]
    [InlineData("1.9.0", "1.9.0")]
    [InlineData("1.9.x", "1.9.0")]
    [InlineData("1.10", "1.10.0")]
    [InlineData("1", "1.10.0")]
    [InlineData("2.0", null)]
    public void A_version_finds_itself_or_the_newest_it_admits(string wish, string? found)
    {
        var catalog = ConformanceCatalog.Empty.With(
            Of("a", "1", ValueSet(Url, "1.9.0"), ValueSet(Url, "1.10.0"), ValueSet(Url)));

        Assert.Equal(found, catalog.Find("ValueSet", $"{Url}|{wish}")?.Version);
    }

    [Fact]
    public void A_fragment_is_passed_over()
    {
        var catalog = ConformanceCatalog.Empty.With(Of("a", "1", ValueSet(Url, "1.0")));

        Assert.NotNull(catalog.Find("ValueSet", Url + "#part"));
        Assert.NotNull(catalog.Find("ValueSet", Url + "|1.0#part"));
    }

    [Fact]
    public void An_address_that_itself_holds_a_hash_is_found()
    {
        var catalog = ConformanceCatalog.Empty.With(Of("a", "1", ValueSet("http://example.org/x#y", "1.0")));

        Assert.NotNull(catalog.Find("ValueSet", "http://example.org/x#y"));
    }

    [Fact]
    public void Types_are_kept_apart()
    {
        var catalog = ConformanceCatalog.Empty.With(Of("a", "1", ValueSet(Url)));

        Assert.Null(catalog.Find("CodeSystem", Url));
        Assert.Empty(catalog.All("CodeSystem"));
    }

    [Fact]
    public void At_equal_version_the_later_one_counts_and_leaving_brings_the_earlier_back()
    {
        var catalog = ConformanceCatalog.Empty
            .With(Of("a", "1", ValueSet(Url, "1.0", "early")))
            .With(ConformanceResource.From(Utf8(ValueSet(Url, "1.0", "late")))!);

        Assert.Equal("late", Title(catalog));
        Assert.Single(catalog.All("ValueSet"));
        Assert.Single(catalog.Versions("ValueSet", Url));
        catalog = catalog.Without("ValueSet", Url, "1.0");
        Assert.Equal("early", Title(catalog));
        Assert.Null(catalog.Without("ValueSet", Url, "1.0").Find("ValueSet", Url));
    }

    [Fact]
    public void A_change_leaves_the_older_catalogue_as_it_was()
    {
        var before = ConformanceCatalog.Empty.With(Of("a", "1", ValueSet(Url, "1.0")));
        var after = before.With(ConformanceResource.From(Utf8(ValueSet(Url, "2.0")))!);

        Assert.Equal("1.0", before.Find("ValueSet", Url)!.Version);
        Assert.Equal("2.0", after.Find("ValueSet", Url)!.Version);
        Assert.Same(after, after.Without("ValueSet", Url, "3.0"));
    }

    [Fact]
    public void What_is_added_goes_before_the_core_whatever_its_version()
    {
        const string Gender = "http://hl7.org/fhir/ValueSet/administrative-gender";
        var catalog = ConformanceCatalog.Core.With(Of("a", "1", ValueSet(Gender, "0.1")));

        Assert.Equal("0.1", catalog.Find("ValueSet", Gender)!.Version);
        Assert.Equal("4.0.1", catalog.Find("ValueSet", Gender + "|4.0.1")!.Version);
        Assert.Equal(["0.1", "4.0.1"], catalog.Versions("ValueSet", Gender).Select(one => one.Version!));
        Assert.Equal(ConformanceCatalog.Core.All("ValueSet").Count + 1, catalog.All("ValueSet").Count);
    }

    [Fact]
    public void Supplements_are_found_by_what_they_supplement()
    {
        const string Supplement = """
            {"resourceType":"CodeSystem","url":"http://example.org/german","status":"active","content":"supplement",
             "supplements":"http://example.org/colours|1.0"}
            """;
        var catalog = ConformanceCatalog.Core.With(Of("a", "1", Supplement));

        var found = catalog.SupplementsOf("http://example.org/colours");
        Assert.Equal("http://example.org/german", Assert.Single(found).Url);
        Assert.Empty(catalog.SupplementsOf("http://example.org/german"));
    }

    [Fact]
    public void An_author_finds_the_version_that_their_package_depends_on()
    {
        var old = Of("base", "1.5.0", ValueSet(Url, "1.5.0"));
        var recent = Of("base", "2.0.0", ValueSet(Url, "2.0.0"));
        var user = Read("user", "1", """{"middle":"1"}""", ValueSet("http://example.org/own"));
        var middle = Read("middle", "1", """{"base":"1.5.x"}""");
        var catalog = ConformanceCatalog.Empty.With([recent, user, old, middle]);
        var author = catalog.Find("ValueSet", "http://example.org/own");

        Assert.Equal("1.5.0", catalog.Find("ValueSet", Url, author)!.Version);
        Assert.Equal("2.0.0", catalog.Find("ValueSet", Url, author: null)!.Version);
        Assert.Equal("2.0.0", catalog.Find("ValueSet", Url + "|2.0.0", author)!.Version);
    }

    private static string? Title(ConformanceCatalog catalog) =>
        catalog.Find("ValueSet", Url)!.Parse()!.Root.TextOf("title");
}

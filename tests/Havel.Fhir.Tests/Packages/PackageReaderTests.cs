using Havel.Fhir.Packages;
using Xunit;
using static Havel.Fhir.Tests.Packages.MadePackage;

namespace Havel.Fhir.Tests.Packages;

public sealed class PackageReaderTests
{
    private const string Url = "http://example.org/ValueSet/colours";

    [Fact]
    public void A_package_gives_its_manifest_and_its_conformance_resources()
    {
        const string FullManifest = """
            {"name":"made","version":"1.0.0","fhirVersions":["4.0.1"],
             "dependencies":{"hl7.fhir.r4.core":"4.0.1","other":"1.5.x","odd":7}}
            """;
        var reading = PackageReader.Read(Tgz(
            ("package/ValueSet-colours.json", ValueSet(Url, "1.0")), ("package/package.json", FullManifest)));

        Assert.Empty(reading.Issues);
        Assert.Equal("made#1.0.0", reading.Package!.PackageId);
        Assert.Equal(["4.0.1"], reading.Package.FhirVersions);
        Assert.Equal("1.5.x", reading.Package.Dependencies["other"]);
        Assert.Equal(2, reading.Package.Dependencies.Count);
        var resource = Assert.Single(reading.Package.Resources);
        Assert.Equal((Url, "1.0", "made#1.0.0"), (resource.Url, resource.Version, resource.PackageId));
    }

    [Fact]
    public void A_folder_gives_the_same_as_the_archive()
    {
        var reading = PackageReader.Read(
        [
            new PackageFile("package.json", Utf8(Manifest)),
            new PackageFile("ValueSet-colours.json", Utf8(ValueSet(Url))),
        ]);

        Assert.Equal("made#1.0.0", reading.Package!.PackageId);
        Assert.Single(reading.Package.Resources);
    }

    [Fact]
    public void A_folder_in_the_making_needs_a_name_and_no_manifest()
    {
        PackageFile[] files = [new PackageFile("colours.json", Utf8(ValueSet(Url)))];

        Assert.Equal("mine#current", PackageReader.Read(files, name: "mine").Package!.PackageId);
        Assert.Null(PackageReader.Read(files).Package);
    }

    [Fact]
    public void A_file_of_a_folder_that_is_too_long_is_told()
    {
        var reading = PackageReader.Read(
        [
            new PackageFile("package.json", Utf8(Manifest)),
            new PackageFile("large.json", default) { UnreadLength = 1L << 40 },
        ]);

        Assert.NotNull(reading.Package);
        Assert.Contains("large.json", Assert.Single(reading.Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Indexes_schemas_and_other_formats_are_passed_over()
    {
        var reading = PackageReader.Read(Tgz(
            ("package/package.json", Manifest),
            ("package/.index.json", """{"index-version":2,"files":[]}"""),
            ("package/other/x.json", "no JSON at all"),
            ("package/xml/x.xml", "<x/>"),
            ("package/openapi/x.openapi.json", """{"openapi":"3"}"""),
            ("package/ig-r4.json", """{"anything":1}"""),
            ("package/Bundle-x.json", """{"resourceType":"Bundle","type":"collection"}""")));

        Assert.Empty(reading.Issues);
        Assert.Empty(reading.Package!.Resources);
    }

    [Fact]
    public void Examples_are_kept_only_when_asked_for_and_never_count_as_definitions()
    {
        (string, string)[] files =
        [
            ("package/package.json", Manifest),
            ("package/example/ValueSet-x.json", ValueSet("http://example.org/x")),
            ("package/examples/Patient-1.json", """{"resourceType":"Patient","id":"1"}"""),
            ("package/Patient-2.json", """{"resourceType":"Patient","id":"2"}"""),
        ];

        var usual = PackageReader.Read(Tgz(files)).Package!;
        Assert.Empty(usual.Resources);
        Assert.Empty(usual.Examples);
        var all = PackageReader.Read(Tgz(files), new PackageLimits { KeepExamples = true }).Package!;
        Assert.Empty(all.Resources);
        Assert.Equal(3, all.Examples.Count);
        Assert.Equal(Utf8(files[2].Item2), all.Examples[1].Read().ToArray());
    }

    [Theory]
    [InlineData("""{"resourceType":"ValueSet","text":{"div":"<div/>"},"url":"u","status":"active"}""")]
    [InlineData("""{"text":{"div":"<div/>"},"resourceType":"ValueSet","url":"u","status":"active"}""")]
    [InlineData("""{"resourceType":"ValueSet","url":"u","status":"active","text":{"div":"} \" ]"}}""")]
    [InlineData("""{"resourceType":"ValueSet","url":"u","status":"active" , "text" : {"div":[]} } """)]
    [InlineData("""{ "resourceType" : "ValueSet", "text":{}, "url":"u", "status" : "active"}""")]
    [InlineData("\uFEFF" + """{"resourceType":"ValueSet","text":{},"url":"u","status":"active"}""")]
    [InlineData("""{"resourceType":"ValueSet","url":"u","status":"active"}""")]
    public void The_narrative_is_dropped_wherever_it_stands(string json)
    {
        var resource = ConformanceResource.From(Utf8(json))!;

        Assert.Equal(
            """{"resourceType":"ValueSet","url":"u","status":"active"}""",
            System.Text.Encoding.UTF8.GetString(resource.Read().Span));
    }

    [Fact]
    public void The_text_of_an_inner_element_stays()
    {
        const string Json = """
            {"resourceType":"ValueSet","url":"u","status":"active",
             "useContext":[{"code":{"code":"a"},"valueCodeableConcept":{"text":"t"}}]}
            """;

        var table = ConformanceResource.From(Utf8(Json))!.Parse()!;
        Assert.Equal("t", table.Root.Child("useContext").Child("value").TextOf("text"));
    }

    [Fact]
    public void A_merely_faulty_resource_still_gives_a_table()
    {
        const string Json = """
            {"resourceType":"ValueSet","url":"u","status":"unheard-of","versionAlgorithmString":"semver","title":"t"}
            """;

        Assert.Equal("t", ConformanceResource.From(Utf8(Json))!.Parse()!.Root.TextOf("title"));
    }

    [Fact]
    public void What_is_no_conformance_resource_is_none()
    {
        Assert.Null(ConformanceResource.From(Utf8("""{"resourceType":"Patient"}""")));
        Assert.Null(ConformanceResource.From(Utf8("""{"url":"u"}""")));
        Assert.Null(ConformanceResource.From(Utf8("[]")));
        Assert.Null(ConformanceResource.From(Utf8("")));
    }

    [Fact]
    public void The_core_given_as_a_package_is_the_embedded_one()
    {
        const string Core = """{"name":"hl7.fhir.r4.core","version":"4.0.1"}""";
        var tgz = Tgz(("package/x.json", ValueSet(Url)), ("package/package.json", Core));
        var package = PackageReader.Read(tgz).Package!;

        Assert.True(package.IsEmbedded);
        Assert.Empty(package.Resources);
    }

    [Fact]
    public void The_core_of_another_version_is_refused_and_a_package_for_one_is_warned_of()
    {
        var core = PackageReader.Read(Tgz(
            ("package/package.json", """{"name":"hl7.fhir.r5.core","version":"5.0.0"}""")));
        Assert.Null(core.Package);
        Assert.Contains("another FHIR version", core.Issues[0].Message, StringComparison.Ordinal);

        var other = PackageReader.Read(Tgz(
            ("package/package.json", """{"name":"x","version":"1","fhirVersions":["5.0.0"]}""")));
        Assert.NotNull(other.Package);
        Assert.False(Assert.Single(other.Issues).IsError);
    }
}

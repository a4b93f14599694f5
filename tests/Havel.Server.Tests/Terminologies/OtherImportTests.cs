using System.IO.Compression;
using Havel.Fhir.Terminology;
using Xunit;

namespace Havel.Server.Tests.Terminologies;

public sealed class OtherImportTests : IDisposable
{
    private const string Rows =
        "N;Made up;\nN02;More;\nN02B;Less;\nN02BE;Even;\nN02BE01;Thing;3 g\nN02BE01;Thing;2 g R\n";

    private readonly ReleaseFolder _release = new();

    public void Dispose() => _release.Dispose();

    [Theory]
    [InlineData("ATC-Code;ATC-Bedeutung;DDD-Info\n", ';', "atc2024.csv")]
    [InlineData("Code\tName\tDDD\n", '\t', "atc2024.tsv")]
    public async Task The_table_of_atc_has_its_levels_from_the_codes(string head, char separator, string name)
    {
        _release.File(name, head + Rows.Replace(';', separator));
        var result = await _release.Import();
        Assert.True(result.Exit == 0, result.Error);
        var system = _release.Systems.Find("http://fhir.de/CodeSystem/bfarm/atc", "2024")!;
        Assert.Equal(5, system.Count);
        Assert.Equal("N02BE01", ReleaseFolder.Codes(system, system.Children(ReleaseFolder.Id(system, "N02BE"))));
        Assert.Equal(
            ["3 g", "2 g R"], system.PropertiesOf(ReleaseFolder.Id(system, "N02BE01")).Select(one => one.Value));
    }

    [Fact]
    public async Task What_is_no_atc_code_is_told()
    {
        _release.File("atc2024.csv", "ATC;Name\nN;x\nN2;y\n");
        var result = await _release.Import();
        Assert.Equal(1, result.Exit);
        Assert.Contains("atc2024.csv:3: 'N2' is no ATC code.", result.Error);
    }

    [Fact]
    public async Task A_code_system_resource_is_imported_as_it_is()
    {
        _release.File("cs.json", """
            {"resourceType":"CodeSystem","url":"http://example.org/cs","version":"7","name":"Things",
            "content":"complete",
            "caseSensitive":true,"property":[{"code":"size","type":"integer"},{"code":"like","type":"Coding"}],
            "concept":[{"code":"a","display":"A","definition":"first","designation":[{"language":"de","use":{"system":
            "http://x.org","code":"u","display":"U"},"value":"Ah"}],"concept":[
            {"code":"b","property":[{"code":"size","valueInteger":3},{"code":"like","valueCoding":{"system":
            "http://example.org/cs","code":"c"}},{"code":"like","valueCoding":{"system":"http://other.org",
            "code":"z"}}]},
            {"code":"c","property":[{"code":"notSelectable","valueBoolean":true},{"code":"parent","valueCode":"d"}]}]},
            {"code":"d","property":[{"code":"status","valueCode":"retired"}]}]}
            """);
        var result = await _release.Import();
        Assert.True(result.Exit == 0, result.Error);
        var system = _release.Systems.Find("http://example.org/cs", "7")!;
        Assert.Equal("first", system.Definition(ReleaseFolder.Id(system, "a")));
        Assert.Equal(
            new Designation("Ah", "de", new ConceptCoding("http://x.org", "u", Display: "U")),
            Assert.Single(system.Designations(ReleaseFolder.Id(system, "a"))));
        Assert.Equal("b,c", ReleaseFolder.Codes(system, system.Children(ReleaseFolder.Id(system, "a"))));
        Assert.Equal("a,d", ReleaseFolder.Codes(system, system.Parents(ReleaseFolder.Id(system, "c"))));
        Assert.Equal(
            ["3", "c", "z"],
            system.PropertiesOf(ReleaseFolder.Id(system, "b")).Select(one => one.Value).Order(StringComparer.Ordinal));
        Assert.Equal("http://other.org", system.PropertiesOf(ReleaseFolder.Id(system, "b"))
            .Single(one => one.Value == "z").Coding!.System);
        Assert.True(system.IsAbstract(ReleaseFolder.Id(system, "c")));
        Assert.True(system.IsInactive(ReleaseFolder.Id(system, "d")));
    }

    [Theory]
    [InlineData(
        """{"resourceType":"CodeSystem","url":"u","version":"1","concept":[{"code":"a"},{"display":"x"}]}""",
        "code is missing")]
    [InlineData("""{"resourceType":"CodeSystem","url":"u","version":"1","concept":[{"code":"a"}""", "no valid JSON")]
    [InlineData("""{"resourceType":"CodeSystem","url":"u","concept":[{"code":"a"}]}""", "--version")]
    [InlineData(
        """{"resourceType":"CodeSystem","url":"u","version":"1","content":"supplement"}""", "store it as a resource")]
    [InlineData("""{"resourceType":"Patient"}""", "no release that is known")]
    public async Task A_faulty_resource_is_told(string json, string expected)
    {
        _release.File("cs.json", json);
        var result = await _release.Import();
        Assert.Equal(1, result.Exit);
        Assert.Contains(expected, result.Error);
        Assert.Empty(_release.Systems.All);
    }

    [Fact]
    public async Task A_zip_that_is_cut_off_is_told()
    {
        _release.File("cs.json", new string(' ', 10_000));
        var path = _release.Zip();
        var bytes = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, bytes[..(bytes.Length / 2)]);
        var result = await _release.Import(path);
        Assert.Equal(1, result.Exit);
        Assert.Contains("no whole zip file", result.Error);
    }

    [Fact]
    public async Task A_zip_that_names_files_outside_itself_is_refused()
    {
        Directory.CreateDirectory(_release.Source);
        var path = Path.Combine(_release.Source, "evil.zip");
        await using (var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create))
        await using (var entry = await zip.CreateEntry("../Loinc.csv").OpenAsync())
            entry.WriteByte(1);
        var result = await _release.Import(path);
        Assert.Equal(1, result.Exit);
        Assert.Contains("outside itself", result.Error);
    }

    [Fact]
    public async Task A_line_without_end_is_told()
    {
        _release.File("atc2024.csv", "ATC;Name\nN;" + new string('x', 5 * 1024 * 1024));
        var result = await _release.Import();
        Assert.Equal(1, result.Exit);
        Assert.Contains("A line of more than", result.Error);
    }

    [Fact]
    public async Task A_path_that_leads_nowhere_is_told()
    {
        var result = await _release.Import("/no/such/file.zip");
        Assert.Equal(1, result.Exit);
        Assert.Contains("There is no file or folder", result.Error);
    }
}

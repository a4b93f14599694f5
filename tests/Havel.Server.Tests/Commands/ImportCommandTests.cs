using System.IO.Compression;
using Xunit;

namespace Havel.Server.Tests.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private const string Patient = """{"resourceType":"Patient","id":"p1"}""";

    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task A_second_import_adds_nothing()
    {
        var file = _line.File("a.ndjson", Patient + "\n" + """{"resourceType":"Patient","gender":"male"}""" + "\n");
        var first = await Import(file);
        Assert.Equal(0, first.Exit);
        Assert.Matches(@"Patient\s+2\s+0\s+0\s+0", first.Output);
        Assert.Matches(@"Patient\s+0\s+0\s+2\s+0", (await Import(file)).Output);
    }

    [Fact]
    public async Task Faulty_lines_are_reported_and_the_rest_is_loaded()
    {
        var file = _line.File("b.ndjson", string.Join('\n',
            Patient,
            "{nonsense",
            """{"resourceType":"Unicorn","id":"u"}""",
            """{"resourceType":"Patient","id":"p2","x":1}""",
            string.Empty,
            """{"resourceType":"Patient","id":"p3"}""",
            """{"resourceType":"Patient","id":"p1","active":true}"""));
        var result = await Import(file);
        Assert.Equal(2, result.Exit);
        Assert.Matches(@"Patient\s+2\s+0\s+0\s+0", result.Output);
        var report = await System.IO.File.ReadAllLinesAsync(Path.Combine(_line.Data, "import-report.tsv"));
        Assert.Equal(["2", "3", "4", "7"], report.Skip(1).Select(line => line.Split('\t')[1]));
        Assert.Contains("Patient/p1 was read before", report[^1]);
    }

    [Fact]
    public async Task Bundles_are_loaded_entry_by_entry_with_their_references_resolved()
    {
        var file = _line.File("c.json", """
            {"resourceType":"Bundle","type":"transaction","entry":[
             {"fullUrl":"urn:uuid:AAAAAAAA-1111-4111-8111-111111111111",
              "resource":{"resourceType":"Patient"},"request":{"method":"POST","url":"Patient"}},
             {"fullUrl":"urn:uuid:bbbbbbbb-1111-4111-8111-111111111111",
              "resource":{"resourceType":"Observation","id":"o1","status":"final",
              "code":{"text":"x"},"subject":{"reference":"urn:uuid:AAAAAAAA-1111-4111-8111-111111111111"},
              "performer":[{"reference":"Practitioner?identifier=urn:lanr|7"},
              {"reference":"Practitioner?identifier=urn:lanr|8"}]},
              "request":{"method":"POST","url":"Observation"}},
             {"resource":{"resourceType":"Observation","status":"nonsense"}}]}
            """);
        var other = _line.File(
            "d.json",
            """{"resourceType":"Practitioner","id":"dr7","identifier":[{"system":"urn:lanr","value":"7"}]}""");
        var result = await Import(file, other);
        Assert.Equal(2, result.Exit);
        Assert.Contains("1 faulty, 1 with a warning", result.Output);

        await using var host = await HavelHost.Start(new HavelHostOptions { Folder = _line.Data });
        var observation = await host.AsSystem().Get("Observation/o1");
        Assert.Contains("\"Patient/aaaaaaaa-1111-4111-8111-111111111111\"", observation.Text);
        Assert.Contains("\"Practitioner/dr7\"", observation.Text);
        Assert.Contains("urn:lanr|8", observation.Text);
    }

    [Fact]
    public async Task Files_in_xml_are_loaded_like_those_in_json()
    {
        var bundle = _line.File("g.xml", """
            <Bundle xmlns="http://hl7.org/fhir"><type value="collection"/>
              <entry><resource><Patient><id value="x1"/><active value="true"/></Patient></resource></entry>
              <entry><resource><Patient><id value="x2"/><unicorn value="1"/></Patient></resource></entry>
            </Bundle>
            """);
        var broken = _line.File("h.xml", "<Patient xmlns=\"http://hl7.org/fhir\">\n  <id value=\"x3\">\n</Patient>");
        var result = await Import(bundle, broken);
        Assert.Equal(2, result.Exit);
        Assert.Matches(@"Patient\s+1\s+0\s+0\s+0", result.Output);
        var report = await System.IO.File.ReadAllLinesAsync(Path.Combine(_line.Data, "import-report.tsv"));
        Assert.Equal(["3", "3"], report.Skip(1).Select(line => line.Split('\t')[1]));
        await using var host = await HavelHost.Start(new HavelHostOptions { Folder = _line.Data });
        Assert.Contains("\"active\":true", (await host.AsSystem().Get("Patient/x1")).Text);
    }

    [Fact]
    public async Task A_damaged_archive_is_reported_and_loads_what_it_can()
    {
        var path = Path.Combine(_line.Folder, "e.ndjson.gz");
        using (var stream = new GZipStream(System.IO.File.Create(path), CompressionLevel.NoCompression))
        {
            for (var i = 0; i < 5000; i++)
                stream.Write(System.Text.Encoding.UTF8.GetBytes($"{{\"resourceType\":\"Patient\",\"id\":\"z{i}\"}}\n"));
        }

        var bytes = await System.IO.File.ReadAllBytesAsync(path);
        await System.IO.File.WriteAllBytesAsync(path, bytes[..(bytes.Length / 2)]);
        var result = await Import(path);
        Assert.Equal(2, result.Exit);
        Assert.Contains("1 faulty", result.Output);
    }

    [Fact]
    public async Task A_line_beyond_the_limit_is_passed_over()
    {
        var path = Path.Combine(_line.Folder, "f.ndjson");
        await using (var writer = new StreamWriter(path))
        {
            await writer.WriteAsync("""{"resourceType":"Patient","id":""" + "\"");
            var block = new string('x', 1 << 20);
            for (var i = 0; i < 70; i++)
                await writer.WriteAsync(block);

            await writer.WriteAsync("\"}\n" + Patient + "\n");
        }

        var result = await Import(path);
        Assert.Equal(2, result.Exit);
        Assert.Matches(@"Patient\s+1\s+0\s+0\s+0", result.Output);
    }

    [Fact]
    public async Task A_path_that_leads_nowhere_imports_nothing()
    {
        var result = await Import(Path.Combine(_line.Folder, "none.ndjson"));
        Assert.Equal(1, result.Exit);
        Assert.Contains("there is no file or folder", result.Error);
    }

    private Task<(int Exit, string Output, string Error)> Import(params string[] paths) =>
        CommandLine.Run(["import", .. paths, "--data", _line.Data]);
}

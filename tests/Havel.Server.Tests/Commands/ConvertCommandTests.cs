using Xunit;

namespace Havel.Server.Tests.Commands;

public sealed class ConvertCommandTests : IDisposable
{
    private const string Json = """{"resourceType":"Patient","id":"p1","multipleBirthInteger":2}""";

    private const string Xml =
        "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"p1\"/><multipleBirthInteger value=\"2\"/></Patient>";

    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task Each_format_becomes_the_other()
    {
        var toXml = await CommandLine.Run("convert", _line.File("a.json", Json));
        Assert.Equal((0, Xml), (toXml.Exit, toXml.Output.TrimEnd()));
        var toJson = await CommandLine.Run("convert", _line.File("b.xml", Xml));
        Assert.Equal((0, Json), (toJson.Exit, toJson.Output.TrimEnd()));
        var same = await CommandLine.Run("convert", _line.File("c.xml", "\uFEFF" + Xml), "--to", "xml");
        Assert.Equal((0, Xml), (same.Exit, same.Output.TrimEnd()));
    }

    [Fact]
    public async Task Results_go_to_a_folder_a_file_each()
    {
        var lines = _line.File("d.ndjson", $"{Json}\n\n{Json}\n");
        var target = Path.Combine(_line.Folder, "out");
        var result = await CommandLine.Run("convert", lines, "--out", target);
        Assert.Equal(0, result.Exit);
        var names = Directory.GetFiles(target).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
        Assert.Equal("d-1.xml d-3.xml", string.Join(' ', names));
        Assert.Equal(Xml, await System.IO.File.ReadAllTextAsync(Path.Combine(target, "d-3.xml")));
    }

    [Fact]
    public async Task What_is_faulty_is_told_with_its_line_and_the_rest_converted()
    {
        var bad = _line.File("e.xml", "<Patient xmlns=\"http://hl7.org/fhir\">\n  <unicorn/>\n</Patient>");
        var result = await CommandLine.Run("convert", bad, _line.File("f.json", Json));
        Assert.Equal(2, result.Exit);
        Assert.Equal(Xml, result.Output.TrimEnd());
        Assert.Contains("e.xml:2:3: error: Patient has no element unicorn", result.Error);
        Assert.Equal(1, (await CommandLine.Run("convert", Path.Combine(_line.Folder, "none.xml"))).Exit);
    }
}

using System.IO.Compression;
using System.Text;
using BenchmarkDotNet.Attributes;
using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;

namespace Havel.Bench;

/// <summary>How fast lines of real resources become node tables. Needs the shared data: in <c>HAVEL_SHARED</c> or in
/// <c>../shared</c> from the folder it is started in. Run: <c>dotnet run -c Release --project bench/Havel.Bench --
/// --filter '*Parser*'</c>. A figure is the time for one thousand resources.</summary>
[MemoryDiagnoser]
public class ParserBenchmark
{
    private const int Lines = 1000;

    private readonly ResourceParser _parser = new(FhirDefinitions.R4);
    private readonly List<byte[]> _lines = [];

    [Params("Observation", "Claim", "ExplanationOfBenefit", "Patient")]
    public string Type { get; set; } = "Observation";

    [GlobalSetup]
    public void Load()
    {
        var shared = Environment.GetEnvironmentVariable("HAVEL_SHARED") ?? Path.GetFullPath("../shared");
        var file = Path.Combine(shared, "data", "synthea-79", $"{Type}.ndjson.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (_lines.Count < Lines && reader.ReadLine() is { } line)
            _lines.Add(Encoding.UTF8.GetBytes(line));
        Console.WriteLine($"// {Type}: {_lines.Count} lines, {_lines.Sum(line => (long)line.Length)} bytes");
    }

    [Benchmark(Baseline = true)]
    public int Owned()
    {
        var nodes = 0;
        foreach (var line in _lines)
            nodes += _parser.Parse(line).Table!.Count;
        return nodes;
    }

    [Benchmark]
    public int Borrowed()
    {
        var nodes = 0;
        foreach (var line in _lines)
            nodes += _parser.ParseBorrowed(line).Table!.Count;
        return nodes;
    }

    [Benchmark]
    public int MetaTemplates()
    {
        var bytes = 0;
        foreach (var line in _lines)
            bytes += MetaTemplate.Create(_parser.ParseBorrowed(line).Table!, "a").Write(1, 0).Length;
        return bytes;
    }
}

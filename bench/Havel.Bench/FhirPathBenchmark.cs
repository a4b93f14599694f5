using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;

namespace Havel.Bench;

/// <summary>The expressions of <c>bench/fhirpath-expressions.json</c> over 500 Patients and 500 Observations, as the
/// comparison with fhirpath.js runs them. Needs the shared data: in <c>HAVEL_SHARED</c> or in <c>../shared</c> from the
/// folder it is started in. Run: <c>dotnet run -c Release --project bench/Havel.Bench -- --filter '*FhirPath*'</c>.
/// The figure is the time of one evaluation.</summary>
[MemoryDiagnoser]
public class FhirPathBenchmark
{
    private const int Resources = 500;
    private const int Expressions = 21;

    private readonly List<(FhirPathExpression Expression, List<Node> Resources)> _work = [];
    private readonly EvaluationContext _context = new();
    private readonly FhirPathCollection _result = new();
    private FhirPathExpression _path = null!;
    private Node _observation;

    [GlobalSetup]
    public void Load()
    {
        var shared = Environment.GetEnvironmentVariable("HAVEL_SHARED") ?? Path.GetFullPath("../shared");
        var resources = new Dictionary<string, List<Node>>(StringComparer.Ordinal);
        var expressions = File.ReadAllBytes(Path.Combine(shared, "bench", "fhirpath-expressions.json"));
        foreach (var entry in JsonNode.Parse(expressions)!.AsArray())
        {
            var type = entry!["type"]!.GetValue<string>();
            if (!resources.TryGetValue(type, out var nodes))
                resources[type] = nodes = Read(Path.Combine(shared, "data", "synthea-79", type + ".ndjson.gz"));
            _work.Add((Compile(entry["expr"]!.GetValue<string>(), type), nodes));
        }

        if (_work.Count != Expressions)
            throw new InvalidDataException($"{_work.Count} expressions; the figures count {Expressions}.");

        _observation = resources["Observation"][0];
        _path = Compile("Observation.code.coding.code", "Observation");
    }

    /// <summary>One evaluation, all expressions mixed.</summary>
    [Benchmark(OperationsPerInvoke = Resources * Expressions)]
    public int Mixed()
    {
        var values = 0;
        foreach (var (expression, resources) in _work)
        {
            foreach (var resource in resources)
            {
                expression.Evaluate(resource, _context, _result);
                values += _result.Count;
            }
        }

        return values;
    }

    /// <summary>One path of three steps.</summary>
    [Benchmark]
    public int Path3()
    {
        _path.Evaluate(_observation, _context, _result);
        return _result.Count;
    }

    private static FhirPathExpression Compile(string text, string type)
    {
        var compiled = FhirPathCompiler.Compile(text, FhirDefinitions.R4.FindType(type), FhirDefinitions.R4);
        return compiled.Expression ?? throw new InvalidDataException(compiled.Issues[0].Message);
    }

    private static List<Node> Read(string path)
    {
        var parser = new ResourceParser(FhirDefinitions.R4);
        var nodes = new List<Node>();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (nodes.Count < Resources && reader.ReadLine() is { } line)
            nodes.Add(parser.Parse(Encoding.UTF8.GetBytes(line)).Table!.Root);

        // The data has fewer Patients than the comparison uses: they are gone through repeatedly.
        for (var i = 0; nodes.Count < Resources; i++)
            nodes.Add(nodes[i]);
        return nodes;
    }
}

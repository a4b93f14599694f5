using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using BenchmarkDotNet.Attributes;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;

namespace Havel.Bench;

/// <summary>Search rows, owners and the clinical date of real resources, parsed before. The data is that of
/// <c>../shared/data/synthea-79</c> or the folder named by HAVEL_SHARED.</summary>
[MemoryDiagnoser]
public class ExtractionBenchmarks
{
    private const int MaxResources = 4000;

    private static readonly string[] Types =
        ["Observation", "Patient", "Encounter", "Claim", "ExplanationOfBenefit", "Condition", "MedicationRequest"];

    private readonly SearchRows _rows = new();
    private readonly SearchExtractor _extractor = new(CreateCatalog());
    private readonly Ownership _ownership = new(FhirDefinitions.R4);
    private Node[] _resources = [];

    [ParamsSource(nameof(TypeNames))]
    public string Type { get; set; } = "Observation";

    public static IEnumerable<string> TypeNames => Types;

    [GlobalSetup]
    public void Load()
    {
        var shared = Environment.GetEnvironmentVariable("HAVEL_SHARED") ?? Path.Combine("..", "shared");
        var file = Path.Combine(shared, "data", "synthea-79", $"{Type}.ndjson.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var parser = new ResourceParser(FhirDefinitions.R4);
        var resources = new List<Node>();
        while (resources.Count < MaxResources && reader.ReadLine() is { } line)
        {
            if (parser.Parse(Encoding.UTF8.GetBytes(line)) is { IsValid: true } result)
                resources.Add(result.Table.Root);
        }

        _resources = [.. resources];
    }

    [Benchmark]
    public int Extract()
    {
        var count = 0;
        foreach (var resource in _resources)
        {
            _rows.Clear();
            _extractor.Extract(resource, _rows);
            count += _rows.Count;
        }

        return count;
    }

    [Benchmark]
    public int OwnersAndDate()
    {
        var count = 0;
        foreach (var resource in _resources)
            count += _ownership.Owners(resource).Patients.Count + (ClinicalDate.Of(resource) is null ? 0 : 1);

        return count;
    }

    /// <summary>The same by stopwatch in seconds instead of minutes: <c>dotnet run -c Release --
    /// extraction</c>.</summary>
    public static void Report(TextWriter output)
    {
        var definitions = Stopwatch.StartNew();
        _ = FhirDefinitions.R4.SearchParameters.Count;
        output.WriteLine($"definitions {definitions.Elapsed.TotalMilliseconds:F0} ms");
        foreach (var round in new[] { "first", "second" })
        {
            var watch = Stopwatch.StartNew();
            CreateCatalog();
            output.WriteLine($"{round} catalog {watch.Elapsed.TotalMilliseconds:F0} ms");
        }

        foreach (var type in Types)
        {
            var benchmark = new ExtractionBenchmarks { Type = type };
            benchmark.Load();
            var rows = benchmark.Extract();
            output.WriteLine(
                $"{type}: {(double)rows / benchmark._resources.Length:F1} rows, " +
                $"extract {benchmark.Measure(benchmark.Extract)}, " +
                $"owners and date {benchmark.Measure(benchmark.OwnersAndDate)}");
        }
    }

    private string Measure(Func<int> work)
    {
        const int warmUp = 20;
        for (var i = 0; i < warmUp; i++)
            work();

        var rounds = Math.Max(1, 40_000 / _resources.Length);
        var best = double.MaxValue;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        return $"{best / _resources.Length:F2} us, {bytes / (double)rounds / _resources.Length:F0} B";
    }

    private static SearchCatalog CreateCatalog()
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        return SearchCatalog.Create(FhirDefinitions.R4, name =>
        {
            if (!names.TryGetValue(name, out var id))
                names.Add(name, id = names.Count + 1);

            return id;
        });
    }
}

using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search.Custom;
using Havel.Store;
using Havel.Store.Writing;

namespace Havel.Bench;

/// <summary>A new search parameter on a full store: how fast the resources there are get indexed, and what a write
/// waits meanwhile. Loads a folder of <c>.ndjson.gz</c> files into a fresh store first.</summary>
internal sealed class IndexingReport : IDisposable
{
    private const int Rounds = 3;
    private const string Parameter = """
        {"resourceType":"SearchParameter","url":"http://example.org/unit","name":"Unit","status":"active",
         "description":"unit","code":"unit","base":["Observation"],"type":"string",
         "expression":"(Observation.value as Quantity).unit"}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("havel-indexing-").FullName;
    private readonly TextWriter _output;
    private readonly FhirStore _store;
    private readonly Grant _grant;
    private readonly SearchParameterDefinition _definition;
    private int _written;

    private IndexingReport(TextWriter output)
    {
        _output = output;
        _store = FhirStore.Open(new StoreOptions(_folder, TimeProvider.System));
        _grant = new Gate(Regime.OptOut, TimeProvider.System).Background("bench", "measures");
        _definition = SearchParameterReader.Definition(Parse(Parameter).Root);
    }

    /// <summary>Loads, then measures.</summary>
    /// <param name="args">The folder with the files, and how many times its resources are loaded, under other
    /// ids.</param>
    /// <param name="output">Where the figures go.</param>
    public static async Task RunAsync(string[] args, TextWriter output)
    {
        using var report = new IndexingReport(output);
        var copies = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        await report.LoadAsync(args[0], copies);
        await report.WritesAsync("no indexing", Stopwatch.StartNew(), watch => watch.Elapsed.TotalSeconds < Rounds);
        for (var round = 0; round < Rounds; round++)
            await report.AloneAsync();

        for (var round = 0; round < Rounds; round++)
            await report.BesideWritesAsync();
    }

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private bool IsActive => _store.Catalog.Find("Observation", "unit") is not null;

    private async Task LoadAsync(string folder, int copies)
    {
        using var import = _store.BeginImport(_grant);
        for (var copy = 0; copy < copies; copy++)
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.ndjson.gz"))
            {
                using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
                while (await lines.ReadLineAsync() is { } line)
                {
                    var table = Parse(line);
                    var id = string.Create(CultureInfo.InvariantCulture, $"{copy}-{table.Root.TextOf("id")}");
                    await import.AddAsync(_store.Preparation.Prepare(table, id[..Math.Min(id.Length, 64)]));
                }
            }
        }

        await import.CompleteAsync();
        _output.WriteLine($"{import.Counts.Values.Sum(count => count.Total):N0} resources loaded");
    }

    private async Task AloneAsync()
    {
        var watch = Stopwatch.StartNew();
        await _store.UseParametersAsync(_grant, [_definition]);
        var registered = watch.Elapsed;
        var left = _store.Progress(_grant)[0].Left;
        while (!IsActive)
            await Task.Delay(1);

        Rate("indexed alone", left, watch);
        _output.WriteLine($"  registered in {registered.TotalMilliseconds:F0} ms");
        await RemoveAsync();
    }

    private async Task BesideWritesAsync()
    {
        await _store.UseParametersAsync(_grant, [_definition]);
        var left = _store.Progress(_grant)[0].Left;
        var watch = Stopwatch.StartNew();
        await WritesAsync("while indexing", watch, _ => !IsActive);
        Rate("indexed beside one writer", left, watch);
        await RemoveAsync();
    }

    private async Task RemoveAsync()
    {
        var watch = Stopwatch.StartNew();
        await _store.UseParametersAsync(_grant, []);
        while (_store.Progress(_grant).Count > 0)
            await Task.Delay(1);

        _output.WriteLine($"  removed in {watch.Elapsed.TotalSeconds:F2} s");
    }

    private async Task WritesAsync(string name, Stopwatch watch, Func<Stopwatch, bool> goesOn)
    {
        var times = new List<double>();
        while (goesOn(watch))
        {
            var start = Stopwatch.GetTimestamp();
            var id = string.Create(CultureInfo.InvariantCulture, $"written-{_written++}");
            var ready = _store.Preparation.Prepare(Parse(Observation(_written % 50)), id);
            await _store.CommitAsync(new WriteBatch(WriteOperation.Update(_grant, ready)));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        _output.WriteLine(
            $"{name}: {times.Count:N0} writes, median {times[times.Count / 2]:F2} ms, "
            + $"99th percentile {times[times.Count * 99 / 100]:F2} ms, longest {times[^1]:F2} ms");
    }

    private void Rate(string name, long resources, Stopwatch watch) => _output.WriteLine(
        $"{name}: {resources:N0} resources, {resources / watch.Elapsed.TotalSeconds:N0}/s");

    private static string Observation(int patient) => $$"""
        {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},
         "subject":{"reference":"Patient/p{{patient}}"},"effectiveDateTime":"2024-05-06T07:08:09Z",
         "valueQuantity":{"value":12,"unit":"g/dL","system":"http://unitsofmeasure.org","code":"g/dL"} }
        """;

    private static Havel.Fhir.Nodes.NodeTable Parse(string json) =>
        ResourceParser.OfThread.Parse(Encoding.UTF8.GetBytes(json)).Table!;
}

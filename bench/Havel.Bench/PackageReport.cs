using System.Diagnostics;
using System.Globalization;
using Havel.Fhir.Packages;

namespace Havel.Bench;

/// <summary>What it costs to load a folder of packages, and the embedded core at its first use. Run it in a fresh
/// process: the first use is what it measures.</summary>
internal static class PackageReport
{
    private const double Mega = 1_000_000;

    public static void Run(string[] args, TextWriter output)
    {
        if (args is not [var folder])
        {
            output.WriteLine("Usage: packages FOLDER   (a folder of .tgz packages)");
            return;
        }

        var start = Stopwatch.GetTimestamp();
        var paths = Directory.GetFiles(folder, "*.tgz").OrderByDescending(path => new FileInfo(path).Length).ToArray();
        var packages = new FhirPackage?[paths.Length];
        Parallel.For(0, paths.Length, at => packages[at] = Read(paths[at]));
        var catalog = ConformanceCatalog.Core.With([.. packages.OfType<FhirPackage>()]);
        Say(output, $"loaded {paths.Length} packages in {Milliseconds(start):F0} ms");
        using var process = Process.GetCurrentProcess();
        Say(output, $"resident {process.WorkingSet64 / Mega:F0} MB, at most {process.PeakWorkingSet64 / Mega:F0} MB");
        Say(output, $"managed heap after a collection {GC.GetTotalMemory(forceFullCollection: true) / Mega:F1} MB");

        start = Stopwatch.GetTimestamp();
        var patient = catalog.Find("StructureDefinition", "http://hl7.org/fhir/StructureDefinition/Patient")!;
        patient.Read();
        Say(output, $"embedded core: first definition read in {Milliseconds(start):F0} ms");

        start = Stopwatch.GetTimestamp();
        var nodes = 0L;
        var resources = ConformanceTypes.All.SelectMany(catalog.All).ToList();
        foreach (var resource in resources)
            nodes += resource.Parse()?.Count ?? 0;
        Say(output, $"parsed all {resources.Count} resources, {nodes} nodes, in {Milliseconds(start):F0} ms");
    }

    private static FhirPackage? Read(string path)
    {
        using var file = File.OpenRead(path);
        return PackageReader.Read(file).Package;
    }

    private static double Milliseconds(long start) => Stopwatch.GetElapsedTime(start).TotalMilliseconds;

    private static void Say(TextWriter output, FormattableString line) =>
        output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

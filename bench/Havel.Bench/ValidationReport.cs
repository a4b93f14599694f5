using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Havel.Fhir.Definitions;
using Havel.Fhir.Packages;
using Havel.Fhir.Parsing;
using Havel.Fhir.Profiles;
using Havel.Fhir.Terminology;

namespace Havel.Bench;

/// <summary>Validates the examples of FHIR packages against the profiles they declare, and Synthea resources against
/// base R4, and prints what was found and how fast.</summary>
internal sealed partial class ValidationReport(string shared, TextWriter output, string[] options)
{
    private readonly List<FhirPackage> _packages = [];
    private ResourceValidator _validator = null!;

    public static void Run(string[] args, TextWriter output)
    {
        var shared = args.Length > 0 ? args[0] : "../shared";
        var report = new ValidationReport(shared, output, args);
        report.Load();
        if (args.Contains("speed"))
            report.Speed();
        else if (args.Contains("synthea"))
            report.Synthea();
        else if (args.FirstOrDefault(each => each.EndsWith(".tgz", StringComparison.Ordinal)) is { } other)
            report.Other(other);
        else
            report.Corpus();
    }

    private void Load()
    {
        var watch = Stopwatch.StartNew();
        var limits = new PackageLimits { KeepExamples = true };
        var files = Directory.GetFiles(Path.Combine(shared, "packages"), "*.tgz");
        foreach (var path in files.Order(StringComparer.Ordinal))
        {
            using var file = File.OpenRead(path);
            if (PackageReader.Read(file, limits).Package is { } package && package.Name != "hl7.fhir.r4.core")
                _packages.Add(package);
        }

        var catalog = ConformanceCatalog.Core.With(_packages);
        _validator = new ResourceValidator(
            new ProfileLibrary(catalog), MakeTerminology(catalog), new() { Clock = TimeProvider.System });
        output.WriteLine($"loaded {_packages.Count} packages in {watch.ElapsedMilliseconds} ms");
    }

    private static TerminologyEngine MakeTerminology(ConformanceCatalog catalog) => new(catalog);

    /// <summary>The examples of a package that is not loaded, such as hl7.fhir.r4.examples.</summary>
    private void Other(string path)
    {
        using var file = File.OpenRead(path);
        if (PackageReader.Read(file, new PackageLimits { KeepExamples = true }).Package is { } package)
        {
            Validate(package, options.Contains("verbose"));
            Definitions(package);
        }
    }

    /// <summary>The conformance resources of a package, which count as no examples: what is wrong with them by
    /// R4.</summary>
    private void Definitions(FhirPackage package)
    {
        var keys = new Dictionary<string, (int Count, string First)>(StringComparer.Ordinal);
        foreach (var resource in package.Resources)
        {
            foreach (var issue in _validator.ValidateJson(resource.Read()).Where(issue => issue.IsError))
            {
                var key = issue.Key ?? Generalise().Replace(issue.Issue.Message, "…");
                var (count, first) = keys.GetValueOrDefault(key, (0, $"{resource.Id} {issue}"));
                keys[key] = (count + 1, first);
            }
        }

        output.WriteLine($"\n{package.Resources.Count} conformance resources of {package.PackageId}");
        foreach (var (key, (count, first)) in keys.OrderByDescending(pair => pair.Value.Count))
            output.WriteLine($"  {count} x {key}: {first}");
    }

    private void Corpus()
    {
        var filter = options.Skip(1).FirstOrDefault(each => !each.StartsWith('-') && each != "verbose");
        var verbose = options.Contains("verbose");
        var (all, good) = (0, 0);
        foreach (var package in _packages)
        {
            if (filter is not null && !package.Name.Contains(filter, StringComparison.Ordinal))
                continue;

            var (count, valid) = Validate(package, verbose);
            all += count;
            good += valid;
        }

        var share = 100.0 * good / all;
        output.WriteLine(FormattableString.Invariant($"\nall: {all} examples, {good} without error, {share:F1} %"));
    }

    private (int Count, int Valid) Validate(FhirPackage package, bool verbose)
    {
        var (count, valid) = (0, 0);
        var groups = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var example in package.Examples)
        {
            var issues = _validator.ValidateJson(example.Read());
            var errors = issues.Where(issue => issue.IsError).ToList();
            count++;
            valid += errors.Count == 0 ? 1 : 0;
            foreach (var issue in verbose ? issues : errors)
            {
                var key = $"{issue.Severity} {Generalise().Replace(issue.Issue.Message, "\"…\"")}";
                if (!groups.TryGetValue(key, out var places))
                    groups.Add(key, places = []);
                var place = $"{Path.GetFileName(example.Path)} {issue.Expression} L{issue.Issue.Line}";
                places.Add($"{place}: {issue.Issue.Message}");
            }
        }

        if (count == 0)
            return (0, 0);

        output.WriteLine($"\n== {package.PackageId}: {count} examples, {valid} without error");
        foreach (var (key, places) in groups.OrderByDescending(group => group.Value.Count))
        {
            output.WriteLine($"  {places.Count} x {key}");
            foreach (var place in places.Take(options.Contains("-all") ? 1000 : 2))
                output.WriteLine($"        {place}");
        }

        return (count, valid);
    }

    private void Speed()
    {
        foreach (var name in (string[])["medizininformatik", "isik"])
        {
            var tables = _packages.Where(package => package.Name.Contains(name, StringComparison.Ordinal))
                .SelectMany(package => package.Examples)
                .Select(example => example.Read().ToArray())
                .Where(bytes => new ResourceParser(FhirDefinitions.R4).Parse(bytes).IsValid)
                .ToList();
            Measure(name, tables);
        }
    }

    private void Synthea()
    {
        var all = new List<byte[]>();
        var files = Directory.GetFiles(Path.Combine(shared, "data/synthea-79"), "*.ndjson.gz");
        foreach (var path in files.Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
            while (reader.ReadLine() is { } line)
                all.Add(System.Text.Encoding.UTF8.GetBytes(line));
        }

        var step = Math.Max(1, all.Count / 10_000);
        Measure("synthea", all.Where((_, index) => index % step == 0).Take(10_000).ToList());
    }

    private void Measure(string name, List<byte[]> resources)
    {
        var parser = new ResourceParser(FhirDefinitions.R4);
        var issues = new Dictionary<string, int>(StringComparer.Ordinal);
        var settings = new ValidationSettings
        {
            ReportBestPractices = false,
            ReportInformation = false,
            Clock = TimeProvider.System,
        };
        for (var round = 0; round < 5; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            var parse = 0L;
            foreach (var bytes in resources)
            {
                var start = Stopwatch.GetTimestamp();
                var table = parser.ParseBorrowed(bytes).Table!;
                parse += Stopwatch.GetTimestamp() - start;
                foreach (var issue in _validator.Validate(table, null, settings))
                {
                    if (round > 0)
                        continue;

                    var key = Generalise().Replace(issue.ToString(), "…");
                    issues[key] = issues.GetValueOrDefault(key) + 1;
                }
            }

            var seconds = watch.Elapsed.TotalSeconds;
            var parsing = Stopwatch.GetElapsedTime(0, parse).TotalSeconds;
            var bytesEach = (GC.GetAllocatedBytesForCurrentThread() - allocated) / resources.Count;
            var (whole, alone) = (resources.Count / seconds, resources.Count / (seconds - parsing));
            output.WriteLine(FormattableString.Invariant(
                $"{name}: {resources.Count} resources, {whole:F0}/s with parsing, {alone:F0}/s alone, {bytesEach} B"));
        }

        Slowest(resources, settings);
        foreach (var (message, count) in issues.OrderByDescending(pair => pair.Value).Take(15))
            output.WriteLine($"   {count} x {message}");
    }

    /// <summary>The resources that take longest, warm, with and without their profiles, by their first bytes.</summary>
    private void Slowest(List<byte[]> resources, ValidationSettings settings)
    {
        var parser = new ResourceParser(FhirDefinitions.R4);
        foreach (var resource in resources.OrderByDescending(each => Time(parser, each, settings)).Take(5))
        {
            var time = Time(parser, resource, settings);
            var alone = Time(parser, resource, settings with { FollowDeclaredProfiles = false });
            var head = System.Text.Encoding.UTF8.GetString(resource.AsSpan(0, Math.Min(80, resource.Length)));
            output.WriteLine(FormattableString.Invariant(
                $"   {time:F0} µs, R4 alone {alone:F0} µs, {resource.Length} B: {head.ReplaceLineEndings("")}"));
        }
    }

    /// <summary>The best of five validations in microseconds.</summary>
    private double Time(ResourceParser parser, byte[] resource, ValidationSettings settings)
    {
        var table = parser.Parse(resource).Table!;
        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var start = Stopwatch.GetTimestamp();
            _validator.Validate(table, null, settings);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return best;
    }

    [GeneratedRegex("\"[^\"]*\"|\\[[0-9]+\\]|found .*? \\(")]
    private static partial Regex Generalise();
}

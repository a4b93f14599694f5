using BenchmarkDotNet.Running;
using Havel.Bench;
using Havel.Bench.Bodies;

if (args is ["extraction"])
    ExtractionBenchmarks.Report(Console.Out);
else if (args is ["validation", ..])
    ValidationReport.Run(args[1..], Console.Out);
else if (args is ["fhirpath", ..])
    FhirPathRun.Report(args, Console.Out);
else if (args is ["terminology", ..])
    TerminologyReport.Run(args[1..], Console.Out);
else if (args is ["indexing", ..])
    await IndexingReport.RunAsync(args[1..], Console.Out);
else if (args is ["creates", ..])
    await CreateReport.RunAsync(args[1..], Console.Out);
else if (args is ["packages", ..])
    PackageReport.Run(args[1..], Console.Out);
else if (args is ["bodies", ..])
    BodyReport.Run(args[1..], Console.Out);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

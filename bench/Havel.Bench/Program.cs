using BenchmarkDotNet.Running;
using Havel.Bench;

if (args is ["extraction"])
    ExtractionBenchmarks.Report(Console.Out);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

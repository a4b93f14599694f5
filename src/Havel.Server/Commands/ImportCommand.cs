using System.CommandLine;
using Havel.Server.Importing;

namespace Havel.Server.Commands;

/// <summary><c>havel import</c>: loads files into a data folder.</summary>
internal static class ImportCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files or folders: .ndjson, and .json or .xml with a resource or a Bundle of any type; "
                + "each also with .gz.",
            Arity = ArgumentArity.OneOrMore,
        };
        var data = DataOption.Create();
        var report = new Option<string?>("--report")
        {
            Description = "Where to write what could not be loaded, a line each: file, line, severity, reason. "
                + "Default: import-report.tsv in the data folder.",
            HelpName = "FILE",
        };
        var packages = PackageOption.Create();
        var profiles = ProfilesOption.Create();
        var command = new Command("import",
            "Load FHIR R4 files, in any order of references. What is faulty goes to the report, the rest is loaded. "
            + "Run again it adds nothing twice. Exit code 2 when something was faulty.")
        {
            paths, data, report, packages, profiles,
        };
        var store = new StoreOption(command, reads: false);
        command.SetAction((parse, stop) =>
        {
            if (!ProfilesOption.TryRead(parse.GetRequiredValue(profiles), error, out var policy)
                || !PackageOption.TryLoad(parse.GetValue(packages), error, out var loaded))
            {
                return Task.FromResult(ExitCode.Failure);
            }

            var folder = parse.GetRequiredValue(data);
            var reportPath = parse.GetValue(report) ?? Path.Combine(folder, "import-report.tsv");
            var options = store.Apply(parse, new ServerOptions(folder))
                with { Packages = loaded, Profiles = policy };
            return Run(parse.GetRequiredValue(paths), options, reportPath, output, error, stop);
        });
        return command;
    }

    private static async Task<int> Run(
        string[] paths, ServerOptions options, string reportPath, TextWriter output, TextWriter error,
        CancellationToken stop)
    {
        var missing = new List<string>();
        var files = ImportFile.Find(paths, missing);
        foreach (var path in missing)
            await error.WriteLineAsync($"havel: there is no file or folder {path}");

        if (missing.Count > 0 || files.Count == 0)
        {
            await error.WriteLineAsync("havel: nothing was imported.");
            return ExitCode.Failure;
        }

        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        await using var home = Deployment.Open(options, "http://127.0.0.1:8080/fhir");
        using var report = new ImportReport(reportPath);
        using var run = new ImportRun(home, report.Write);
        var progress = new Progress(error, clock);
        var total = Math.Max(1, files.Sum(file => file.Length));
        await run.Run(files, () => progress.Show(() => Line(run, total, clock.GetElapsedTime(start))), stop);
        progress.Clear();
        Conclude(run, report, clock.GetElapsedTime(start), output);
        return run.Tally.Faults > 0 ? ExitCode.BadInput : ExitCode.Success;
    }

    private static string Line(ImportRun run, long total, TimeSpan elapsed)
    {
        var share = Math.Clamp((double)run.BytesRead / total, 0.001, 1);
        var left = TimeSpan.FromSeconds(elapsed.TotalSeconds * (1 - share) / share);
        var rate = run.Prepared / elapsed.TotalSeconds;
        return $"{share,4:P0}  {run.Prepared:N0} resources  {rate:N0}/s  {left:mm\\:ss} left";
    }

    private static void Conclude(ImportRun run, ImportReport report, TimeSpan elapsed, TextWriter output)
    {
        foreach (var line in ImportTable.Lines(run.Written, run.Tally))
            output.WriteLine(line);

        output.WriteLine(
            $"{run.Prepared:N0} resources in {elapsed.TotalSeconds:N1} s, {run.Prepared / elapsed.TotalSeconds:N0}/s");
        if (run.Tally.Faults + run.Tally.Warnings > 0)
            output.WriteLine(
                $"{run.Tally.Faults:N0} faulty, {run.Tally.Warnings:N0} with a warning: see {report.Path}");
    }
}

using Havel.Fhir.Issues;
using Havel.Fhir.Packages;
using Havel.Fhir.Parsing;
using Havel.Fhir.Profiles;
using Havel.Fhir.Terminology;
using Havel.Server.Importing;

namespace Havel.Server.Commands;

/// <summary>One run of <c>havel validate</c>: all cores check, the findings come out in the order of the
/// input.</summary>
internal sealed class ValidateWork(TextWriter output, TextWriter error) : IDisposable
{
    private static readonly ParseOptions Tolerant = new()
    {
        MaxBytes = Limits.MaxImportItemBytes,
        KeepFaulty = true,
        AcceptsForeignReferences = true,
    };

    private readonly ThreadLocal<InputParser> _parsers = new(static () => new InputParser(Tolerant));
    private ResourceValidator? _validator;
    private ValidationSettings _settings = ValidationSettings.Default;

    /// <summary>The conformance resources known.</summary>
    public required ConformanceCatalog Catalog { get; init; }

    /// <summary>The profiles that every resource must meet.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>The least severity that is printed.</summary>
    public IssueSeverity Level { get; init; }

    public bool ChecksStructureOnly { get; init; }

    /// <summary>Whether the profiles asked for are there; those that are not are told.</summary>
    public bool AreProfilesKnown()
    {
        var unknown = Profiles.Where(profile => Catalog.Find("StructureDefinition", profile) is null).ToList();
        foreach (var profile in unknown)
            error.WriteLine($"havel: the profile {profile} is in none of the packages");

        return unknown.Count == 0;
    }

    public int Run(string[] paths)
    {
        Prepare();
        var clock = TimeProvider.System;
        var progress = new Progress(error, clock);
        var start = clock.GetTimestamp();
        var (valid, invalid, warnings) = (0, 0, 0);

        // Findings come in the order of the input, whichever core made them.
        var checks = InputFiles.Read(paths, error).AsParallel().AsOrdered()
            .WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(Check);
        foreach (var (item, issues) in checks)
        {
            foreach (var issue in issues.Where(issue => issue.Severity <= Level))
                output.WriteLine(IssueText.Of(issue, item));

            var isInvalid = issues.Any(issue => issue.IsError);
            invalid += isInvalid ? 1 : 0;
            valid += isInvalid ? 0 : 1;
            warnings += issues.Count(issue => issue.Severity == IssueSeverity.Warning);
            progress.Show(() => Line(valid + invalid, invalid, clock.GetElapsedTime(start)));
        }

        progress.Clear();
        output.WriteLine($"{valid:N0} valid, {invalid:N0} invalid, {warnings:N0} warnings");
        if (valid + invalid > 1)
            error.WriteLine(Line(valid + invalid, invalid, clock.GetElapsedTime(start)));

        return invalid > 0 ? ExitCode.BadInput : valid == 0 ? ExitCode.Failure : ExitCode.Success;
    }

    public void Dispose() => _parsers.Dispose();

    private void Prepare()
    {
        if (ChecksStructureOnly)
            return;

        _validator = new ResourceValidator(new ProfileLibrary(Catalog), new TerminologyEngine(Catalog));
        _settings = ValidationSettings.Default with
        {
            Clock = TimeProvider.System,
            ReportBestPractices = Level == IssueSeverity.Information,
            ReportInformation = Level == IssueSeverity.Information,
        };
    }

    private (ImportItem Item, IReadOnlyList<Issue> Issues) Check(ImportItem item) => (item, Find(item));

    private IReadOnlyList<Issue> Find(ImportItem item)
    {
        if (item.Fault is { } fault)
            return [new Issue(IssueSeverity.Fatal, IssueType.TooLong, fault)];

        return _parsers.Value!.Check(item.Bytes, table => _validator is null
            ? []
            : [.. _validator.Validate(table, Profiles, _settings).Select(each => each.Issue)]);
    }

    private static string Line(int count, int invalid, TimeSpan elapsed) =>
        $"{count:N0} resources checked, {invalid:N0} invalid, {count / Math.Max(0.001, elapsed.TotalSeconds):N0}/s";
}

using System.CommandLine;
using Havel.Fhir.Issues;
using Havel.Server.Importing;

namespace Havel.Server.Commands;

/// <summary><c>havel validate</c>: checks resources in files against the structure of FHIR R4.</summary>
internal static class ValidateCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files or folders: .json, .xml, .ndjson, each also with .gz.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("validate",
            "Check every resource of the files against the structure of FHIR R4: elements, types, cardinality, "
            + "required codes. "
            + "Prints one issue a line and a count. Exit code 2 when something is wrong.")
        {
            files,
        };
        command.SetAction(parse => Run(parse.GetRequiredValue(files), output, error));
        return command;
    }

    private static int Run(string[] paths, TextWriter output, TextWriter error)
    {
        var parser = new InputParser();
        var progress = new Progress(error, TimeProvider.System);
        var valid = 0;
        var invalid = 0;
        foreach (var item in InputFiles.Read(paths, error))
        {
            var issues = Check(item, parser);
            foreach (var issue in issues)
                output.WriteLine(IssueText.Of(issue, $"{item.File}:{item.Line}"));

            if (issues.Any(issue => issue.IsError))
                invalid++;
            else
                valid++;

            progress.Show(() => $"{valid + invalid:N0} resources checked, {invalid:N0} invalid");
        }

        progress.Clear();
        output.WriteLine($"{valid:N0} valid, {invalid:N0} invalid");
        return invalid > 0 ? ExitCode.BadInput : valid == 0 ? ExitCode.Failure : ExitCode.Success;
    }

    private static IReadOnlyList<Issue> Check(ImportItem item, InputParser parser) => item.Fault is { } fault
        ? [new Issue(IssueSeverity.Fatal, IssueType.TooLong, fault)]
        : parser.ParseBorrowed(item.Bytes).Issues;
}

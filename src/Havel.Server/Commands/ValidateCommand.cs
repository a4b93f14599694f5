using System.CommandLine;
using Havel.Fhir.Issues;
using Havel.Fhir.Packages;

namespace Havel.Server.Commands;

/// <summary><c>havel validate</c>: checks resources in files against R4 and against profiles.</summary>
internal static class ValidateCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files or folders: .json, .xml, .ndjson, each also with .gz.",
            Arity = ArgumentArity.OneOrMore,
        };
        var packages = PackageOption.Create();
        var profiles = new Option<string[]>("--profile")
        {
            Description = "The canonical address of a profile that every resource must meet, besides those it "
                + "declares. Repeatable.",
            HelpName = "URL",
            AllowMultipleArgumentsPerToken = false,
        };
        var level = new Option<string>("--level")
        {
            Description = "What is printed: errors alone, warnings too, or all, with recommendations.",
            DefaultValueFactory = _ => "warning",
        }.AcceptOnlyFromAmong("error", "warning", "information");
        var structure = new Option<bool>("--structure")
        {
            Description = "Check the structure alone: elements, types, cardinality, required codes. Fast.",
        };
        var command = new Command("validate",
            "Check every resource of the files against FHIR R4 and the profiles it declares: structure, invariants, "
            + "bindings, slices, extensions, references. Prints one issue a line and a count. "
            + "Exit code 2 when there is an error.")
        {
            files, packages, profiles, level, structure,
        };
        command.SetAction(parse =>
        {
            if (!PackageOption.TryLoad(parse.GetValue(packages), error, out var loaded))
                return ExitCode.Failure;

            using var work = new ValidateWork(output, error)
            {
                Catalog = ConformanceCatalog.Core.With(loaded),
                Profiles = parse.GetValue(profiles) ?? [],
                Level = LevelOf(parse.GetRequiredValue(level)),
                ChecksStructureOnly = parse.GetValue(structure),
            };
            return work.AreProfilesKnown() ? work.Run(parse.GetRequiredValue(files)) : ExitCode.Failure;
        });
        return command;
    }

    private static IssueSeverity LevelOf(string word) => word switch
    {
        "error" => IssueSeverity.Error,
        "warning" => IssueSeverity.Warning,
        _ => IssueSeverity.Information,
    };
}

using System.CommandLine;

namespace Havel.Server.Commands;

/// <summary><c>havel fhirpath</c>: evaluates an expression on resources in files.</summary>
internal static class FhirPathCommand
{
    private const string Description =
        """
        Evaluate a FHIRPath expression on every resource of the files and print one result a line: text for primitives,
        JSON for the rest. Without a file the expression stands alone: havel fhirpath "2 'h' > 100 'min'".

        Exit codes: 0 all well, 1 the expression or the usage is wrong, 2 some input was faulty.
        """;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var expression = new Argument<string>("EXPR")
        {
            Description = "A FHIRPath expression, in quotes: 'Patient.name.where(use = \"official\").given'.",
        };
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files or folders: .json, .xml, .ndjson, each also with .gz.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var resources = new Option<string[]>("--resource")
        {
            Description = "A further file, for scripts that build their command line.",
            HelpName = "FILE",
        };
        var type = new Option<string?>("--type")
        {
            Description = "The type the expression starts from (Patient): a name that it does not have is an error "
                + "with its place, and resources of other types are passed over.",
            HelpName = "TYPE",
        };
        var context = new Option<string?>("--context")
        {
            Description = "An expression for the elements to start from, one evaluation each; also %context.",
            HelpName = "EXPR",
        };
        var variables = new Option<string[]>("--variable")
        {
            Description = "Binds %NAME to a literal (5, true, @2024-05-01, 4 'mg', 'text') or, where it is none, "
                + "to the text itself.",
            HelpName = "NAME=VALUE",
        };
        var places = new Option<bool>("--places")
        {
            Description = "Put file, line and a tab before every result.",
        };
        var command = new Command("fhirpath", Description)
        {
            expression, files, resources, type, context, variables, places,
        };
        command.SetAction(parse =>
        {
            var work = new FhirPathWork(output, error) { ShowsPlaces = parse.GetValue(places) };
            var isReady = work.Compile(
                parse.GetRequiredValue(expression), parse.GetValue(context), parse.GetValue(type))
                && work.Bind(parse.GetValue(variables) ?? []);
            return isReady
                ? work.Run([.. parse.GetValue(files) ?? [], .. parse.GetValue(resources) ?? []])
                : ExitCode.Failure;
        });
        return command;
    }
}

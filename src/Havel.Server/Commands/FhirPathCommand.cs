using System.CommandLine;
using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;
using Havel.Server.Importing;

namespace Havel.Server.Commands;

/// <summary><c>havel fhirpath</c>: evaluates an expression on resources in files.</summary>
internal static class FhirPathCommand
{
    private static readonly ParseOptions Large = new() { MaxBytes = Limits.MaxImportItemBytes };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var expression = new Argument<string>("EXPR")
        {
            Description = "A FHIRPath expression, in quotes: 'Patient.name.where(use = \"official\").given'.",
        };
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files or folders: .json, .ndjson, .ndjson.gz.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("fhirpath",
            "Evaluate a FHIRPath expression on every resource of the files and "
            + "print one result a line: text for primitives, JSON for the rest.")
        {
            expression, files,
        };
        command.SetAction(
            parse => Run(parse.GetRequiredValue(expression), parse.GetRequiredValue(files), output, error));
        return command;
    }

    private static int Run(string text, string[] paths, TextWriter output, TextWriter error)
    {
        var compilation = FhirPathCompiler.Compile(text, context: null, FhirDefinitions.R4);
        if (compilation.Expression is not { } expression)
        {
            Complain(compilation.Issues, "EXPR", error);
            return ExitCode.Failure;
        }

        var parser = new ResourceParser(FhirDefinitions.R4, Large);
        var context = new EvaluationContext { Now = TimeProvider.System.GetUtcNow() };
        var result = new FhirPathCollection();
        var seen = 0;
        var faults = 0;
        foreach (var item in InputFiles.Read(paths, error))
        {
            seen++;
            faults += Evaluate(item, parser, expression, context, result, error) ? 0 : 1;
            foreach (ref readonly var value in result.Span)
                output.WriteLine(Text(value));

            result.Clear();
        }

        return seen == 0 ? ExitCode.Failure : faults > 0 ? ExitCode.BadInput : ExitCode.Success;
    }

    private static bool Evaluate(
        ImportItem item, ResourceParser parser, FhirPathExpression expression, EvaluationContext context,
        FhirPathCollection result, TextWriter error)
    {
        var place = $"{item.File}:{item.Line}";
        if (item.Fault is not null)
        {
            error.WriteLine($"{place}: {item.Fault}");
            return false;
        }

        var parsed = parser.ParseBorrowed(item.Bytes);
        if (!parsed.IsValid)
        {
            Complain(parsed.Issues, place, error);
            return false;
        }

        if (expression.Evaluate(parsed.Table.Root, context, result) is not { } fault)
            return true;

        Complain([fault], place, error);
        return false;
    }

    private static string Text(in FhirPathValue value) => value.IsNode && !value.Node.Type.IsPrimitive
        ? Encoding.UTF8.GetString(JsonCompactor.Compact(value.Node.RawValue.ToArray()).Span)
        : value.ToString();

    private static void Complain(IReadOnlyList<Issue> issues, string place, TextWriter error)
    {
        foreach (var issue in issues)
            error.WriteLine(IssueText.Of(issue, place));
    }
}

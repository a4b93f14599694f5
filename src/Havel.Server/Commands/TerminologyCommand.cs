using System.CommandLine;
using Havel.Server.Terminologies;

namespace Havel.Server.Commands;

/// <summary><c>havel terminology</c>: large code systems from their publishers' files.</summary>
internal static class TerminologyCommand
{
    private const string ImportDescription =
        """
        Import a release of a large code system from its publisher's files, as they were handed out:
          SNOMED CT   RF2 snapshot: the zip or its folder; name International and national packages together
          LOINC       the release zip or its folder, with hierarchy and linguistic variants
          ICD-10-GM   ClaML (XML, or the zip of the BfArM); OPS likewise, and other ClaML with --url
          ATC         the official table as CSV or tab-separated text
          any other   a FHIR CodeSystem in JSON
        Versions lie side by side; importing a version again replaces it once the import is complete. A running server
        takes it into use within seconds. Licences are for you to have.

        Exit codes: 0 all well, 1 nothing was imported, 2 imported with remarks.
        """;

    public static Command Create(TextWriter output, TextWriter error) =>
        new("terminology", "Import, list and remove large code systems: SNOMED CT, LOINC, ICD-10-GM, OPS, ATC.")
        {
            CreateImport(output, error), CreateList(output), CreateRemove(output, error),
        };

    private static Command CreateImport(TextWriter output, TextWriter error)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files, folders or zips of one release.",
            Arity = ArgumentArity.OneOrMore,
        };
        var data = DataOption.Create();
        var format = new Option<string?>("--format")
        {
            Description = "The format, where it is not to be found out.",
        };
        format.AcceptOnlyFromAmong([.. ReleaseFormats.Names]);
        var url = Text("--url", "URL", "The canonical URL, in place of the one that the format knows.");
        var version = Text("--version", "VERSION", "The version, where the files do not tell it.");
        var language = Text("--language", "LANGUAGE", "The language of displays, such as de.");
        var command = new Command("import", ImportDescription) { paths, data, format, url, version, language };
        command.SetAction((parse, stop) => Task.Run(
            () => new TerminologyImport(output, error).Run(
                parse.GetRequiredValue(data),
                parse.GetRequiredValue(paths),
                new TerminologyOptions(
                    parse.GetValue(format), parse.GetValue(url), parse.GetValue(version), parse.GetValue(language)),
                stop),
            stop));
        return command;
    }

    private static Command CreateList(TextWriter output)
    {
        var data = DataOption.Create();
        var command = new Command("list", "List the code systems that were imported, a line each.") { data };
        command.SetAction(parse => TerminologyList.Print(parse.GetRequiredValue(data), output));
        return command;
    }

    private static Command CreateRemove(TextWriter output, TextWriter error)
    {
        var url = new Argument<string>("URL") { Description = "The code system's canonical URL." };
        var data = DataOption.Create();
        var version = Text("--version", "VERSION", "The version to remove; without it all of them.");
        var command = new Command("remove", "Remove a code system, or one version of it.") { url, data, version };
        command.SetAction(parse => TerminologyList.Remove(
            parse.GetRequiredValue(data), parse.GetRequiredValue(url), parse.GetValue(version), output, error));
        return command;
    }

    private static Option<string?> Text(string name, string help, string description) => new(name)
    {
        Description = description,
        HelpName = help,
    };
}

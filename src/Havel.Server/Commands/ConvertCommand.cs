using System.CommandLine;
using System.Text;
using Havel.Fhir.Parsing;
using Havel.Fhir.Xml;
using Havel.Server.Importing;

namespace Havel.Server.Commands;

/// <summary><c>havel convert</c>: turns resources in files from JSON into XML or back.</summary>
internal static class ConvertCommand
{
    private const string Output = "-";

    public static Command Create(TextWriter output, TextWriter error)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files or folders: .json, .xml, .ndjson, each also with .gz.",
            Arity = ArgumentArity.OneOrMore,
        };
        var to = new Option<string?>("--to")
        {
            Description = "xml or json. Default: the other one of what the file holds.",
            HelpName = "FORMAT",
        };
        to.AcceptOnlyFromAmong("xml", "json");
        var folder = new Option<string>("--out")
        {
            Description = "The folder for the results, a file for each resource; - for the standard output, "
                + "a line for each resource.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Output,
        };
        var command = new Command("convert",
            "Turn FHIR R4 resources from JSON into XML or from XML into JSON. Nothing is lost but the order of JSON "
            + "properties and XML comments. Exit code 2 when some input was faulty.")
        {
            files, to, folder,
        };
        command.SetAction(parse => Run(
            parse.GetRequiredValue(files), parse.GetValue(to), parse.GetRequiredValue(folder), output, error));
        return command;
    }

    private static int Run(string[] paths, string? to, string folder, TextWriter output, TextWriter error)
    {
        var parser = new InputParser();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var seen = 0;
        var faults = 0;
        if (folder is not Output)
            Directory.CreateDirectory(folder);

        foreach (var item in InputFiles.Read(paths, error))
        {
            seen++;
            var isXml = XmlResourceReader.LooksLikeXml(item.Bytes.Span);
            var writesXml = to is null ? !isXml : to is "xml";
            if (Convert(item, parser, writesXml, error) is not { } bytes)
                faults++;
            else if (folder is Output)
                output.WriteLine(Encoding.UTF8.GetString(bytes));
            else
                File.WriteAllBytes(Path.Combine(folder, Name(item, writesXml ? ".xml" : ".json", names)), bytes);
        }

        return seen == 0 ? ExitCode.Failure : faults > 0 ? ExitCode.BadInput : ExitCode.Success;
    }

    private static byte[]? Convert(ImportItem item, InputParser parser, bool writesXml, TextWriter error)
    {
        if (item.Fault is not null)
        {
            error.WriteLine($"{item.File}:{item.Line}: {item.Fault}");
            return null;
        }

        var parsed = parser.ParseBorrowed(item.Bytes);
        foreach (var issue in parsed.Issues)
            error.WriteLine(IssueText.Of(issue, item));

        if (!parsed.IsValid)
            return null;

        return writesXml
            ? XmlResourceWriter.Write(parsed.Table)
            : JsonCompactor.Compact(parsed.Table.Root.RawValue.ToArray()).ToArray();
    }

    /// <summary>The file's own name; for a file of many resources with the line, so that each has its own.</summary>
    private static string Name(ImportItem item, string extension, HashSet<string> names)
    {
        var name = Path.GetFileName(item.File);
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            name = Path.GetFileNameWithoutExtension(name);

        var isLines = name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);
        name = Path.GetFileNameWithoutExtension(name);
        if (isLines)
            name = $"{name}-{item.Line}";

        // Files of the same name in several folders must not overwrite each other.
        var unique = name;
        for (var count = 2; !names.Add(unique + extension); count++)
            unique = $"{name}-{count}";
        return unique + extension;
    }
}

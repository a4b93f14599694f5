using System.Text.RegularExpressions;
using Havel.Fhir.Terminology;
using Havel.Store.Terminology;

namespace Havel.Server.Terminologies.Atc;

/// <summary>The official German ATC classification as a table with columns for code and meaning, and for daily doses
/// where they are there; saved as CSV or tab-separated text. The levels are in the codes: A, A01, A01A, A01AA,
/// A01AA01.</summary>
internal sealed partial class AtcRelease : Release
{
    private const string Url = "http://fhir.de/CodeSystem/bfarm/atc";

    private static readonly string[] CodeNames = ["ATC-Code", "ATC Code", "ATC_CODE", "ATC", "Code"];
    private static readonly string[] TextNames =
        ["ATC-Bedeutung", "Bedeutung", "Bezeichnung", "ATC-Name", "Name", "Text"];
    private static readonly string[] DoseNames = ["DDD-Info", "DDD", "DDD-Angaben", "DDD_INFO"];

    /// <summary>The lengths of the codes of the levels above, for each length of a code.</summary>
    private static readonly Dictionary<int, int> ParentLength = new() { [3] = 1, [4] = 3, [5] = 4, [7] = 5 };

    private readonly SourceFile _file;

    private AtcRelease(SourceFile file, CodeSystemHead head)
    {
        _file = file;
        Head = head;
    }

    public override CodeSystemHead Head { get; }

    public override string Format => "atc";

    public static Release? TryOpen(SourceFiles files, TerminologyOptions options, ImportWatch watch)
    {
        var tables = files.All.Where(file =>
            file.BaseName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            || file.BaseName.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase)
            || file.BaseName.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var file in tables)
        {
            using var rows = new CsvFile(file, watch);
            if (rows.Find(CodeNames) < 0 || rows.Find(TextNames) < 0)
            {
                if (tables.Count == 1 && options.Format is not null)
                    rows.Need(rows.Find(CodeNames) < 0 ? CodeNames : TextNames);
                continue;
            }

            var version = options.Version ?? YearIn().Match(file.BaseName) switch
            {
                { Success: true } year => year.Value,
                _ => throw new SourceFault($"{file.Name} tells no version: name it with --version YEAR."),
            };
            return new AtcRelease(file, new CodeSystemHead(options.Url ?? Url, version)
            {
                Name = "ATC",
                Language = options.Language ?? "de",
                IsCaseSensitive = false,
            });
        }

        return null;
    }

    public override void WriteTo(CodeSystemWriter writer, ImportWatch watch)
    {
        var dose = writer.DefineProperty(new PropertyDefinition("ddd", null, "string", "Defined daily dose"));
        var children = new List<(int Child, string Parent)>();
        using var rows = new CsvFile(_file, watch);
        var (code, text, doses) = (rows.Need(CodeNames), rows.Need(TextNames), rows.Find(DoseNames));
        while (rows.Read())
        {
            var atc = rows[code].Trim();
            if (atc.Length == 0)
                continue;
            if (!IsCode().IsMatch(atc))
                throw SourceFault.At(rows.Name, rows.Line, $"'{atc}' is no ATC code.");

            // A code has a row for each of its doses.
            var known = writer.Find(atc);
            var ordinal = known >= 0 ? known : writer.Add(new ImportedConcept(atc, rows[text].Trim()));
            if (rows[doses].Trim() is { Length: > 0 } daily)
                writer.AddProperty(ordinal, dose, daily);
            if (known < 0 && ParentLength.TryGetValue(atc.Length, out var above))
                children.Add((ordinal, atc[..above]));
        }

        foreach (var (child, parent) in children)
        {
            if (writer.Find(parent) is var ordinal and >= 0)
                writer.AddParent(child, ordinal);
            else
                watch.Remark($"{_file.Name}: the level {parent} is not in the file.");
        }
    }

    [GeneratedRegex("(19|20)[0-9]{2}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex YearIn();

    [GeneratedRegex("^[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex IsCode();
}

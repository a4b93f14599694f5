using System.Text.RegularExpressions;
using Havel.Fhir.Terminology;
using Havel.Store.Terminology;

namespace Havel.Server.Terminologies.Loinc;

/// <summary>LOINC from the release zip of the Regenstrief Institute or its folder: <c>Loinc.csv</c>, with the hierarchy
/// by system and the linguistic variants where they are there.
/// Source: https://hl7.org/fhir/R4/loinc.html and https://loinc.org/kb/users-guide/.</summary>
internal sealed partial class LoincRelease : Release
{
    private const string Url = "http://loinc.org";

    /// <summary>The columns that become properties, those that FHIR's page on LOINC names.</summary>
    private static readonly string[] Properties =
    [
        "STATUS", "COMPONENT", "PROPERTY", "TIME_ASPCT", "SYSTEM", "SCALE_TYP", "METHOD_TYP", "CLASS", "CLASSTYPE",
        "ORDER_OBS", "EXAMPLE_UCUM_UNITS", "EXAMPLE_UNITS", "VersionLastChanged", "VersionFirstReleased",
        "PanelType", "AskAtOrderEntry", "UNITSREQUIRED", "DOCUMENT_SECTION", "CONSUMER_NAME",
        "HL7_ATTACHMENT_STRUCTURE",
    ];

    private readonly SourceFiles _files;
    private readonly SourceFile _table;

    private LoincRelease(SourceFiles files, SourceFile table, CodeSystemHead head)
    {
        _files = files;
        _table = table;
        Head = head;
    }

    public override CodeSystemHead Head { get; }

    public override string Format => "loinc";

    public static Release? TryOpen(SourceFiles files, TerminologyOptions options, ImportWatch watch)
    {
        var table = files.All.FirstOrDefault(
            file => string.Equals(file.BaseName, "Loinc.csv", StringComparison.OrdinalIgnoreCase));
        return table is null ? null : new LoincRelease(files, table, new CodeSystemHead(
            options.Url ?? Url, options.Version ?? LatestChange(table, watch))
        {
            Name = "LOINC",
            Language = options.Language ?? "en",
            IsCaseSensitive = false,
            ValueSet = "http://loinc.org/vs",
            Copyright = "LOINC is copyright of Regenstrief Institute, Inc. and the LOINC Committee; see "
                + "https://loinc.org/license.",
        });
    }

    public override void WriteTo(CodeSystemWriter writer, ImportWatch watch)
    {
        ReadTable(writer, watch);
        foreach (var file in _files.Named("ComponentHierarchyBySystem", ".csv"))
            LoincHierarchy.Read(file, writer, watch);
        foreach (var file in _files.Named("", "LinguisticVariant.csv"))
            LoincVariants.Read(file, writer, watch);
    }

    private void ReadTable(CodeSystemWriter writer, ImportWatch watch)
    {
        using var rows = new CsvFile(_table, watch);
        var (code, name, status) = (rows.Need("LOINC_NUM"), rows.Need("LONG_COMMON_NAME"), rows.Need("STATUS"));
        var (shortName, display) = (rows.Find("SHORTNAME"), rows.Find("DisplayName"));
        var definition = rows.Find("DefinitionDescription");
        var columns = Properties.Select(property => (Column: rows.Find(property), Code: property))
            .Where(pair => pair.Column >= 0)
            .Select(pair => (pair.Column, Id: writer.DefineProperty(new PropertyDefinition(pair.Code, null, "string"))))
            .ToList();
        while (rows.Read())
        {
            var ordinal = writer.Add(new ImportedConcept(rows[code], rows[name])
            {
                Definition = rows[definition] is { Length: > 0 } text ? text : null,
                IsInactive = rows[status] is "DEPRECATED",
            });
            if (ordinal < 0)
            {
                watch.Remark($"{rows.Name}:{rows.Line}: {rows[code]} stands there twice; the first one counts.");
                continue;
            }

            if (rows[shortName].Length > 0)
                writer.AddDesignation(ordinal, "en", "|SHORTNAME|", rows[shortName]);
            if (rows[display].Length > 0)
                writer.AddDesignation(ordinal, "en", "|DisplayName|", rows[display]);
            foreach (var (column, id) in columns)
            {
                if (rows[column].Length > 0)
                    writer.AddProperty(ordinal, id, rows[column]);
            }
        }
    }

    /// <summary>No file names the version, but the newest change of any code does.</summary>
    private static string LatestChange(SourceFile table, ImportWatch watch)
    {
        using var rows = new CsvFile(table, watch);
        var changed = rows.Find("VersionLastChanged");
        var latest = "";
        while (changed >= 0 && rows.Read())
        {
            if (IsVersion().IsMatch(rows[changed]) && VersionText.Compare(rows[changed], latest) > 0)
                latest = rows[changed];
        }

        return latest.Length > 0
            ? latest
            : throw new SourceFault($"{table.Name} tells no version: name it with --version.");
    }

    [GeneratedRegex("^[0-9]+\\.[0-9]+[a-z]?$", RegexOptions.NonBacktracking)]
    private static partial Regex IsVersion();
}

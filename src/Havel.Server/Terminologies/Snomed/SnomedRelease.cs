using System.Globalization;
using System.Text.RegularExpressions;
using Havel.Store.Terminology;

namespace Havel.Server.Terminologies.Snomed;

/// <summary>SNOMED CT in Release Format 2, snapshot files; several packages (International, and a national extension)
/// are read together. The version is the edition's URI.
/// Source: https://hl7.org/fhir/R4/snomedct.html and https://docs.snomed.org/.</summary>
internal sealed partial class SnomedRelease : Release
{
    private readonly Rf2Snapshot _files;

    private SnomedRelease(Rf2Snapshot files, CodeSystemHead head)
    {
        _files = files;
        Head = head;
    }

    public override CodeSystemHead Head { get; }

    public override string Format => "snomed";

    public static Release? TryOpen(SourceFiles files, TerminologyOptions options, ImportWatch watch)
    {
        var snapshot = new Rf2Snapshot(files);
        if (snapshot.Concepts.Count == 0)
        {
            return files.All.Any(file => file.BaseName.Contains("sct2_Concept_", StringComparison.Ordinal))
                ? throw new SourceFault("The release has no snapshot files (sct2_Concept_Snapshot...); full and delta "
                    + "files are not read.")
                : null;
        }

        if (snapshot.Relationships.Count == 0 || snapshot.Descriptions.Count == 0)
            throw new SourceFault("The release lacks its snapshot of relationships or of descriptions.");

        var url = options.Url ?? SnomedIds.System;
        return new SnomedRelease(snapshot, new CodeSystemHead(url, Version(snapshot, options))
        {
            Name = "SNOMED CT",
            Language = options.Language ?? "en",
            ValueSet = "http://snomed.info/sct?fhir_vs",
            Copyright = "SNOMED International; use needs a licence or a member country.",
        });
    }

    public override void WriteTo(CodeSystemWriter writer, ImportWatch watch)
    {
        var concepts = new SnomedConcepts(writer, watch);
        concepts.Read(_files.Concepts);
        new SnomedRelationships(writer, watch, concepts).Read(_files);
        new SnomedDescriptions(writer, watch, concepts, Head.Language!).Read(_files);
    }

    /// <summary>The URI of edition and version, from the names of the files: <c>..._INT_20240101.txt</c>.</summary>
    private static string Version(Rf2Snapshot snapshot, TerminologyOptions options)
    {
        if (options.Version is { } version)
        {
            return version.StartsWith("http", StringComparison.Ordinal)
                ? version
                : $"{SnomedIds.System}/{SnomedIds.International}/version/{version}";
        }

        var module = SnomedIds.International;
        var date = "";
        foreach (var file in snapshot.Concepts)
        {
            if (NameEnd().Match(file.BaseName) is not { Success: true } match)
                continue;

            date = string.CompareOrdinal(match.Groups["date"].Value, date) > 0 ? match.Groups["date"].Value : date;
            module = match.Groups["country"].Value switch
            {
                "INT" => module,
                "DE1000274" => SnomedIds.Germany,
                var country => throw new SourceFault(
                    $"The edition of {country} is not known here: name it with --version "
                    + "http://snomed.info/sct/MODULE/version/YYYYMMDD."),
            };
        }

        return date.Length > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{SnomedIds.System}/{module}/version/{date}")
            : throw new SourceFault("The names of the files tell no version: name it with --version YYYYMMDD.");
    }

    [GeneratedRegex(@"_(?<country>[A-Z]{2,3}[0-9]*)_(?<date>[0-9]{8})\.txt$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameEnd();
}

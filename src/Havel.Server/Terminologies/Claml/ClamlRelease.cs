using System.Xml;
using Havel.Store.Terminology;

namespace Havel.Server.Terminologies.Claml;

/// <summary>A classification in ClaML 2.0 (EN 14463), as the BfArM publishes ICD-10-GM and OPS. Other classifications
/// in this format can be imported with <c>--url</c> and <c>--version</c>.</summary>
internal sealed class ClamlRelease : Release
{
    private static readonly (string Title, string Url)[] Known =
    [
        ("ICD-10-GM", "http://fhir.de/CodeSystem/bfarm/icd-10-gm"),
        ("OPS", "http://fhir.de/CodeSystem/bfarm/ops"),
        ("ICD-O-3", "urn:oid:2.16.840.1.113883.6.43.1"),
        ("ICD-10-WHO", "http://hl7.org/fhir/sid/icd-10"),
        ("ICF", "http://hl7.org/fhir/sid/icf-nl"),
    ];

    private readonly SourceFile _file;

    private ClamlRelease(SourceFile file, CodeSystemHead head)
    {
        _file = file;
        Head = head;
    }

    public override CodeSystemHead Head { get; }

    public override string Format => "claml";

    public static Release? TryOpen(SourceFiles files, TerminologyOptions options, ImportWatch watch)
    {
        var found = files.Named("", ".xml")
            .Select(file => (File: file, Title: ClamlTitle.Read(file, watch)))
            .Where(pair => pair.Title is not null)
            .ToList();
        return found switch
        {
            [] => null,
            [var (file, title)] => new ClamlRelease(file, HeadOf(title!, options, file)),
            _ => throw new SourceFault(
                $"There are {found.Count} ClaML files ({string.Join(", ", found.Select(pair => pair.File.Name))}); "
                + "name the one to import."),
        };
    }

    public override void WriteTo(CodeSystemWriter writer, ImportWatch watch)
    {
        var classes = new ClamlClasses(writer, watch, _file.Name);
        try
        {
            using var stream = _file.Open(watch);
            using var reader = XmlReader.Create(stream, ClamlTitle.Settings);
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element)
                    continue;

                if (reader.Name is "Class" or "Modifier" or "ModifierClass")
                {
                    using var subtree = reader.ReadSubtree();
                    classes.Add(ClamlItem.Read(subtree));
                }
            }
        }
        catch (XmlException broken)
        {
            throw SourceFault.At(_file.Name, broken.LineNumber, $"Not well-formed XML: {broken.Message}");
        }

        classes.Finish();
    }

    private static CodeSystemHead HeadOf(ClamlTitle title, TerminologyOptions options, SourceFile file)
    {
        var url = options.Url ?? Known.FirstOrDefault(
            known => title.Name.StartsWith(known.Title, StringComparison.OrdinalIgnoreCase)).Url;
        if (url is null)
            throw new SourceFault($"{file.Name}: the URL of '{title.Name}' is not known here; name it with --url.");
        if ((options.Version ?? title.Version) is not { Length: > 0 } version)
            throw new SourceFault($"{file.Name} names no version; name it with --version.");

        return new CodeSystemHead(url, version)
        {
            Name = title.Text.Length > 0 ? title.Text : title.Name,
            Language = options.Language ?? title.Language ?? "de",
            IsCaseSensitive = false,
        };
    }
}

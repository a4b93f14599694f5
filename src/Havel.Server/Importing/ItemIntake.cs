using System.IO.Hashing;
using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;
using Havel.Fhir.Xml;
using Havel.Server.Intake;
using Havel.Server.Validation;

namespace Havel.Server.Importing;

/// <summary>From an item of a file to resources ready for the store: parsed, validated, with an id that a second import
/// will find again, references within a Bundle resolved. Safe for several threads at once.</summary>
internal sealed class ItemIntake(Deployment home)
{
    private static readonly ParseOptions Large = new() { MaxBytes = Limits.MaxImportItemBytes };

    [ThreadStatic]
    private static XmlResourceReader? s_xml;

    /// <summary>Reads an item and adds what came of it, in the order of the text.</summary>
    public void Read(ImportItem item, List<ImportedResource> results)
    {
        if (item.Fault is not null)
        {
            results.Add(Faulty(item, item.Fault));
            return;
        }

        XmlConversion? source = null;
        if (XmlResourceReader.LooksLikeXml(item.Bytes.Span))
        {
            source = (s_xml ??= new XmlResourceReader(FhirDefinitions.R4, Large)).Convert(item.Bytes);
            if (!source.IsReadable)
            {
                results.Add(Faulty(item, source, string.Empty, source.Issues));
                return;
            }

            item = item with { Bytes = source.Json };
        }

        var head = ResourceHead.Read(item.Bytes.Span);
        if (head.Type is "Bundle")
            ReadBundle(item, source, results);
        else
            results.Add(ReadResource(item, source, item.Bytes, head.Id, null, string.Empty));
    }

    private void ReadBundle(ImportItem item, XmlConversion? source, List<ImportedResource> results)
    {
        var bundle = BundleCutter.Cut(item.Bytes);
        if (bundle.Fault is not null)
        {
            results.Add(Faulty(item, source, string.Empty, [bundle.Fault]));
            return;
        }

        var around = source?.IssuesOutside(bundle.Entries.Select(entry => entry.Resource)) ?? [];
        if (around.Any(issue => issue.IsError))
        {
            results.Add(Faulty(item, source, string.Empty, around));
            return;
        }

        var ids = new BundleIds(bundle.Entries);
        foreach (var entry in bundle.Entries)
        {
            if (entry.Resource.IsEmpty)
                continue;

            results.Add(
                ReadResource(item, source, entry.Resource, ids.Of(entry), ids.Resolve, entry.Path + ": "));
        }
    }

    private ImportedResource ReadResource(
        ImportItem item, XmlConversion? source, ReadOnlyMemory<byte> bytes, string? id,
        Func<string, bool, string?>? resolve, string place)
    {
        var hasSearches = false;

        // Most resources have no question mark at all, and then nothing in them needs to be walked.
        var reading = resolve is null && !bytes.Span.Contains((byte)'?')
            ? home.Inflow.Read(bytes, type: null, isBorrowed: true, source: source)
            : home.Inflow.Read(bytes, type: null, Resolve, isBorrowed: true, source: source);
        if (!reading.IsValid)
            return Faulty(item, source, place, reading.Issues);

        // References may lead to what is still to be loaded, so they are not followed here.
        reading = WriteValidation.Judge(home, reading, caller: null, source);
        if (!reading.IsValid)
            return Faulty(item, source, place, [.. reading.Issues.OrderBy(issue => issue.Severity)]);

        var dubious = reading.Issues.Count == 0
            ? null
            : Faulty(item, source, place, reading.Issues).Fault! with { IsLoaded = true };
        var compact = JsonCompactor.Compact(reading.Table.Utf8);
        var content = (long)XxHash3.HashToUInt64(compact.Span);
        id ??= DeterministicId(compact.Span);
        var type = reading.Table.Root.Type.Name;
        if (hasSearches)
        {
            return new ImportedResource
            {
                Source = item,
                Fault = dubious,
                Content = content,
                Deferred = new DeferredResource(type, id, reading.Table.Utf8),
            };
        }

        return new ImportedResource
        {
            Source = item,
            Fault = dubious,
            Content = content,
            Ready = home.Store.Preparation.PrepareImported(reading.Table, id),
        };

        string? Resolve(string text, bool isReference)
        {
            hasSearches |= isReference && IsSearch(text);
            return resolve?.Invoke(text, isReference);
        }
    }

    /// <summary>Whether a reference is a search: <c>Patient?identifier=system|value</c>.
    /// Source: https://hl7.org/fhir/R4/http.html#trules, conditional references.</summary>
    public bool IsSearch(string reference)
    {
        var mark = reference.IndexOf('?', StringComparison.Ordinal);
        return mark > 0 && home.Types.Find(reference.AsSpan(0, mark)) is not null;
    }

    // A resource without an id gets the same one from the same bytes, so that a second import adds nothing.
    private static string DeterministicId(ReadOnlySpan<byte> bytes) =>
        new Guid(XxHash128.Hash(bytes), bigEndian: true).ToString();

    private static ImportedResource Faulty(ImportItem item, string reason) =>
        new() { Source = item, Fault = new ImportFault(item.File, item.Line, reason) };

    /// <summary>Told by the first issue; in XML its line is a line of the file.</summary>
    private static ImportedResource Faulty(
        ImportItem item, XmlConversion? source, string place, IReadOnlyList<Issue> issues)
    {
        if (source is not null && issues[0].Line > 0)
            item = item with { Line = issues[0].Line };
        return Faulty(item, place + Text(issues[0]) + More(issues.Count - 1));
    }

    private static string Text(Issue issue)
    {
        var expression = issue.Expression is null ? string.Empty : $" at {issue.Expression}";
        return issue.Message + expression;
    }

    private static string More(int count) => count > 0 ? $" (and {count} more)" : string.Empty;
}

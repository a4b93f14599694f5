using System.Text.Json;
using Havel.Fhir.Issues;

namespace Havel.Server.Intake;

/// <summary>Cuts a Bundle into entries without looking into the resources: each is then parsed by itself, once, so that
/// a fault in
/// one entry of a batch is that entry's own. Source: https://hl7.org/fhir/R4/bundle.html.</summary>
internal static class BundleCutter
{
    private const int MaxDepth = 256;

    private static readonly HashSet<string> BundleNames = Names(
        "resourceType id meta implicitRules language identifier type timestamp total link entry signature");

    private static readonly HashSet<string> EntryNames = Names(
        "id extension modifierExtension link fullUrl resource search request response");

    private static readonly HashSet<string> RequestNames = Names(
        "id extension modifierExtension method url ifNoneMatch ifModifiedSince ifMatch ifNoneExist");

    /// <summary>Whether the bytes call themselves a Bundle; nothing else of them is checked.</summary>
    public static bool IsBundle(ReadOnlySpan<byte> utf8) => ResourceHead.Read(utf8).Type is "Bundle";

    /// <summary>The entries of a Bundle.</summary>
    public static BundleText Cut(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
            return ReadBundle(ref reader, utf8);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return Refuse(fault);
        }
    }

    // What this class found itself has no line of its own; what the reader found has one, and a message for
    // programmers.
    private static BundleText Refuse(Exception fault) => fault switch
    {
        JsonException { LineNumber: { } line } json => new BundleText(null, [], new Issue(
            IssueSeverity.Fatal, IssueType.Structure, "This is not well-formed JSON.",
            Line: (int)line + 1, Column: (int)(json.BytePositionInLine ?? 0) + 1)),
        JsonException => BundleText.Refuse(IssueType.Structure, fault.Message),
        _ =>
            BundleText.Refuse(
                IssueType.Structure, "A value of the Bundle is of another type than FHIR says, or not UTF-8."),
    };

    private static BundleText ReadBundle(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        string? resourceType = null;
        string? type = null;
        var entries = new List<BundleEntry>();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return BundleText.Refuse(IssueType.Structure, "A Bundle must be a JSON object.");

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (NextMember(ref reader, seen, BundleNames, "Bundle") is { } name)
        {
            switch (name)
            {
                case "resourceType":
                    resourceType = reader.GetString();
                    break;
                case "type":
                    type = reader.GetString();
                    break;
                case "entry":
                    ReadEntries(ref reader, utf8, entries);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (resourceType is not "Bundle")
            return BundleText.Refuse(IssueType.Structure, "The body must be a Bundle.", "Bundle.resourceType");

        if (reader.Read())
            return BundleText.Refuse(IssueType.Structure, "Something follows behind the Bundle.");

        return entries.Count > Limits.MaxBundleEntries
            ? BundleText.Refuse(
                IssueType.TooLong, $"A Bundle may have {Limits.MaxBundleEntries} entries here.", "Bundle.entry")
            : new BundleText(type, entries, null);
    }

    private static void ReadEntries(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, List<BundleEntry> entries)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("Bundle.entry must be an array.");

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            entries.Add(ReadEntry(ref reader, utf8, new BundleEntry(entries.Count)));
    }

    private static BundleEntry ReadEntry(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, BundleEntry entry)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var path = entry.Path;
        while (NextMember(ref reader, seen, EntryNames, path) is { } name)
        {
            switch (name)
            {
                case "fullUrl":
                    entry = entry with { FullUrl = reader.GetString() };
                    break;
                case "resource":
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    var bytes = utf8[start..(int)reader.BytesConsumed];
                    var head = ResourceHead.Read(bytes.Span);
                    entry = entry with { Resource = bytes, Type = head.Type, Id = head.Id };
                    break;
                case "request":
                    entry = ReadRequest(ref reader, entry);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return entry;
    }

    private static BundleEntry ReadRequest(ref Utf8JsonReader reader, BundleEntry entry)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (NextMember(ref reader, seen, RequestNames, "Bundle.entry.request") is { } name)
        {
            switch (name)
            {
                case "method":
                    entry = entry with { Method = reader.GetString() };
                    break;
                case "url":
                    entry = entry with { Url = reader.GetString() };
                    break;
                case "ifMatch":
                    entry = entry with { IfMatch = reader.GetString() };
                    break;
                case "ifNoneMatch":
                    entry = entry with { IfNoneMatch = reader.GetString() };
                    break;
                case "ifModifiedSince":
                    entry = entry with { IfModifiedSince = reader.GetString() };
                    break;
                case "ifNoneExist":
                    entry = entry with { IfNoneExist = reader.GetString() };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return entry;
    }

    // Moves onto the value of the next member and tells its name; null at the end of the object.
    private static string? NextMember(
        ref Utf8JsonReader reader, HashSet<string> seen, HashSet<string> known, string path)
    {
        if (seen.Count == 0 && reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"{path} must be an object.");

        if (!reader.Read() || reader.TokenType == JsonTokenType.EndObject)
            return null;

        var name = reader.GetString()!;
        if (!seen.Add(name))
            throw new JsonException($"{path}.{name} stands there twice.");

        if (!known.Contains(name.TrimStart('_')))
            throw new JsonException($"{path}.{name} is no element of FHIR.");

        reader.Read();
        return name;
    }

    private static HashSet<string> Names(string names) => new(names.Split(' '), StringComparer.Ordinal);
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Havel.Fhir.Terminology.CodeSystems;
using Havel.Fhir.Terminology.Expanding;
using Havel.Fhir.Terminology.ValueSets;

namespace Havel.Fhir.Terminology.Answering;

/// <summary>Writes a ValueSet with its expansion. R4 has no properties there; they are written as the extensions that
/// stand for R5's elements. Source: https://hl7.org/fhir/R5/versions.html#extensions.</summary>
internal static class ExpansionWriter
{
    private const string PropertyExtension =
        "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.property";

    public static byte[] Write(ValueSetDefinition definition, Expansion expansion, ExpansionView view) =>
        AnswerJson.Write(json =>
        {
            json.WriteStartObject();
            WriteHead(json, definition, view);
            json.WriteStartObject("expansion");
            WriteExpansion(json, definition, expansion, view);
            json.WriteEndObject();
            json.WriteEndObject();
        });

    private static void WriteHead(Utf8JsonWriter json, ValueSetDefinition definition, ExpansionView view)
    {
        if (definition.Source is null || ConceptJson.Parse(definition.Source()) is not { } root)
        {
            json.WriteString("resourceType", "ValueSet");
            json.WriteString("url", definition.Url);
            AnswerJson.WriteText(json, "version", definition.Version);
            json.WriteString("status", definition.Status ?? "active");
            return;
        }

        foreach (var member in root.EnumerateObject())
        {
            var isShown = member.Name switch
            {
                "text" or "expansion" => false,
                "compose" or "contained" => view.HasDefinition is true,
                _ => true,
            };
            if (isShown)
                member.WriteTo(json);
        }
    }

    private static void WriteExpansion(
        Utf8JsonWriter json, ValueSetDefinition definition, Expansion expansion, ExpansionView view)
    {
        var first = Math.Min(view.Offset ?? 0, expansion.Entries.Count);
        var count = Math.Min(view.Count ?? int.MaxValue, expansion.Entries.Count - first);
        var shown = expansion.Entries.GetRange(first, count);
        var writer = new EntryWriter(json, view);
        var properties = writer.Properties(shown);
        if (properties.Count > 0)
        {
            json.WriteStartArray("extension");
            foreach (var property in properties)
                WriteProperty(json, property);

            json.WriteEndArray();
        }

        json.WriteString("identifier", Identifier(definition, expansion, view));
        json.WriteString(
            "timestamp", view.Timestamp.ToUniversalTime().ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        if (!expansion.IsCut)
            json.WriteNumber("total", expansion.Entries.Count);
        if (view.Offset is { } offset)
            json.WriteNumber("offset", offset);

        ExpansionParameters.Write(json, definition, expansion, view);
        if (shown.Count > 0)
            WriteEntries(json, writer, shown, view.IsNested && expansion.HasHierarchy);
    }

    private static void WriteEntries(
        Utf8JsonWriter json, EntryWriter writer, List<ExpansionEntry> entries, bool isNested)
    {
        json.WriteStartArray("contains");
        if (!isNested)
        {
            foreach (var entry in entries)
            {
                writer.Start(entry);
                json.WriteEndObject();
            }
        }
        else
        {
            var parents = ExpansionTree.Parents(entries);
            var children = Enumerable.Range(0, entries.Count).ToLookup(i => parents[i]);
            WriteTree(json, writer, entries, children, -1);
        }

        json.WriteEndArray();
    }

    // The depth of a hierarchy is bounded by that of its resource, or by the longest chain of parents; a writer of
    // JSON refuses more than a thousand levels, which no code system has.
    private static void WriteTree(
        Utf8JsonWriter json, EntryWriter writer, List<ExpansionEntry> entries, ILookup<int, int> children, int parent)
    {
        foreach (var place in children[parent])
        {
            writer.Start(entries[place]);
            if (children.Contains(place))
            {
                json.WriteStartArray("contains");
                WriteTree(json, writer, entries, children, place);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }
    }

    private static void WriteProperty(Utf8JsonWriter json, PropertyDefinition property)
    {
        json.WriteStartObject();
        json.WriteStartArray("extension");
        AnswerJson.WriteExtensions(json, [new ConceptExtension("code", "Code", property.Code)]);
        if (property.Uri is not null)
            AnswerJson.WriteExtensions(json, [new ConceptExtension("uri", "Uri", property.Uri)]);

        json.WriteEndArray();
        json.WriteString("url", PropertyExtension);
        json.WriteEndObject();
    }

    // The same question at the same instant is the same expansion, so its name is made of both: no randomness here.
    private static string Identifier(ValueSetDefinition definition, Expansion expansion, ExpansionView view)
    {
        var text = new StringBuilder(definition.Canonical).Append('\n')
            .Append(view.Timestamp.UtcTicks).Append('\n').Append(view.Languages.Text).Append('\n')
            .AppendJoin('\n', view.Parameters.All).Append('\n').AppendJoin('\n', expansion.Systems.Keys);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);

        // Version 8 is for names of one's own making. Source: https://www.rfc-editor.org/rfc/rfc9562#section-5.8.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return "urn:uuid:" + new Guid(hash[..16], bigEndian: true).ToString("D", CultureInfo.InvariantCulture);
    }
}

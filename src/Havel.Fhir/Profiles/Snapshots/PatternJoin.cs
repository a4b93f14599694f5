using System.Buffers;
using System.Text.Json;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using JsonProperty = Havel.Fhir.Definitions.JsonProperty;

namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>Puts two patterns together: a value must contain both, so the base's system and the differential's code
/// become one pattern. Source: https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern_x_.
/// </summary>
internal static class PatternJoin
{
    /// <summary>Both patterns as one; null where they contradict each other.</summary>
    public static Node? Join(Node known, Node said)
    {
        if (!ReferenceEquals(known.Type, said.Type))
            return said;

        if (known.RawValue.SequenceEqual(said.RawValue))
            return known;

        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Open(writer, said.Type.Name);
            if (!Write(writer, known, said))
                return null;

            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Read(buffer.WrittenMemory.ToArray()) ?? said;
    }

    /// <summary>The parser reads resources, and Parameters may hold a value of almost any type.</summary>
    private static void Open(Utf8JsonWriter writer, string type)
    {
        writer.WriteStartObject();
        writer.WriteString("resourceType", "Parameters");
        writer.WriteStartArray("parameter");
        writer.WriteStartObject();
        writer.WriteString("name", "pattern");
        writer.WritePropertyName($"value{char.ToUpperInvariant(type[0])}{type[1..]}");
    }

    private static Node? Read(byte[] utf8)
    {
        var table = new ResourceParser(FhirDefinitions.R4).Parse(utf8).Table;
        var value = table?.Root.Child("parameter").Child("value") ?? default;
        return value.Exists ? NodeTable.Copy(value).Root : null;
    }

    /// <summary>Writes what both demand; false where no value can fit both.</summary>
    private static bool Write(Utf8JsonWriter writer, Node known, Node said)
    {
        if (!said.Type.IsPrimitive)
            return WriteObject(writer, known, said);

        writer.WriteRawValue(said.RawValue);
        return known.RawValue.SequenceEqual(said.RawValue);
    }

    private static bool WriteObject(Utf8JsonWriter writer, Node known, Node said)
    {
        writer.WriteStartObject();
        JsonProperty? last = null;
        foreach (var member in known.Children)
        {
            var property = member.Property!;
            if (ReferenceEquals(property, last) || !member.HasValue)
                continue;

            last = property;
            if (!WriteMember(writer, property, Of(known, property), Of(said, property)))
                return false;
        }

        last = null;
        foreach (var member in said.Children)
        {
            var property = member.Property!;
            if (ReferenceEquals(property, last) || !member.HasValue || Of(known, property).Count > 0)
                continue;

            last = property;
            WriteMember(writer, property, [], Of(said, property));
        }

        writer.WriteEndObject();
        return true;
    }

    private static bool WriteMember(Utf8JsonWriter writer, JsonProperty property, List<Node> known, List<Node> said)
    {
        writer.WritePropertyName(property.Name);
        if (property.Element.IsArray)
        {
            WriteArray(writer, known, said);
            return true;
        }

        if (known.Count > 0 && said.Count > 0)
            return Write(writer, known[0], said[0]);

        writer.WriteRawValue((known.Count > 0 ? known[0] : said[0]).RawValue);
        return true;
    }

    /// <summary>Each item of either pattern must be found, so all of them stand side by side; one that holds an item of
    /// the other stands for both.</summary>
    private static void WriteArray(Utf8JsonWriter writer, List<Node> known, List<Node> said)
    {
        writer.WriteStartArray();
        foreach (var item in said)
            writer.WriteRawValue(item.RawValue);
        foreach (var item in known)
        {
            if (!said.Exists(other => Holds(other, item)))
                writer.WriteRawValue(item.RawValue);
        }

        writer.WriteEndArray();
    }

    /// <summary>Whether whatever fits the one item fits the other too.</summary>
    private static bool Holds(Node narrow, Node wide)
    {
        if (wide.Type.IsPrimitive)
            return narrow.RawValue.SequenceEqual(wide.RawValue);

        foreach (var member in wide.Children)
        {
            if (!Of(narrow, member.Property!).Exists(own => Holds(own, member)))
                return false;
        }

        return true;
    }

    private static List<Node> Of(Node holder, JsonProperty property)
    {
        var found = new List<Node>();
        foreach (var child in holder.Children)
        {
            if (ReferenceEquals(child.Property, property) && child.HasValue)
                found.Add(child);
        }

        return found;
    }
}

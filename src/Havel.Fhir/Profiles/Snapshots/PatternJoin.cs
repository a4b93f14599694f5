using System.Buffers;
using System.Text.Json;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;

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

        using var one = JsonDocument.Parse(known.Table.Utf8);
        using var other = JsonDocument.Parse(said.Table.Utf8);
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Open(writer, said.Type.Name);
            if (!Write(writer, one.RootElement, other.RootElement))
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
    private static bool Write(Utf8JsonWriter writer, JsonElement known, JsonElement said)
    {
        if (known.ValueKind != said.ValueKind)
            return false;

        switch (said.ValueKind)
        {
            case JsonValueKind.Object:
                return WriteObject(writer, known, said);
            case JsonValueKind.Array:
                WriteArray(writer, known, said);
                return true;
            default:
                said.WriteTo(writer);
                return JsonElement.DeepEquals(known, said);
        }
    }

    private static bool WriteObject(Utf8JsonWriter writer, JsonElement known, JsonElement said)
    {
        writer.WriteStartObject();
        foreach (var member in known.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            if (!said.TryGetProperty(member.Name, out var both))
                member.Value.WriteTo(writer);
            else if (!Write(writer, member.Value, both))
                return false;
        }

        foreach (var member in said.EnumerateObject())
        {
            if (!known.TryGetProperty(member.Name, out _))
                member.WriteTo(writer);
        }

        writer.WriteEndObject();
        return true;
    }

    /// <summary>Each item of either pattern must be found, so all of them stand side by side; one that holds an item of
    /// the other stands for both.</summary>
    private static void WriteArray(Utf8JsonWriter writer, JsonElement known, JsonElement said)
    {
        writer.WriteStartArray();
        foreach (var item in said.EnumerateArray())
            item.WriteTo(writer);
        foreach (var item in known.EnumerateArray())
        {
            if (!said.EnumerateArray().Any(other => Holds(other, item)))
                item.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    /// <summary>Whether whatever fits the one item fits the other too.</summary>
    private static bool Holds(JsonElement narrow, JsonElement wide)
    {
        if (narrow.ValueKind != JsonValueKind.Object || wide.ValueKind != JsonValueKind.Object)
            return JsonElement.DeepEquals(narrow, wide);

        foreach (var member in wide.EnumerateObject())
        {
            if (!narrow.TryGetProperty(member.Name, out var own) || !Holds(own, member.Value))
                return false;
        }

        return true;
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Havel.Definitions.Generator;

/// <summary>Writes a conformance resource again without its prose: what validation and terminology read stays, what
/// only people read goes. docs/packages.md lists what is left out.</summary>
internal static class LeanJson
{
    /// <summary>Members left out wherever they stand.</summary>
    private static readonly HashSet<string> Everywhere = new(StringComparer.Ordinal)
    {
        "text", "meta", "description", "_description", "purpose", "copyright", "contact", "publisher", "useContext",
        "jurisdiction", "date", "experimental", "comment", "requirements",
    };

    /// <summary>Members left out of StructureDefinitions and their elements besides.</summary>
    private static readonly HashSet<string> OfStructures = new(StringComparer.Ordinal)
    {
        "mapping", "keyword", "identifier", "differential", "short", "definition", "comments", "alias", "example",
        "meaningWhenMissing", "orderMeaning", "isModifierReason", "xpath", "condition", "label", "code", "title",
    };

    private static readonly JsonWriterOptions Options = new()
    {
        // The bytes are read by a JSON parser only, so umlauts and quotes need no \u.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Of(JsonElement resource)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Options))
            WriteObject(writer, resource, resource.Text("resourceType") == "StructureDefinition", string.Empty);
        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement json, bool isStructure, string parent)
    {
        writer.WriteStartObject();
        foreach (var member in json.EnumerateObject())
        {
            if (!IsLeft(member, isStructure, parent))
                continue;

            writer.WritePropertyName(member.Name);
            if (IsInstance(member.Name))
                member.Value.WriteTo(writer);
            else
                WriteValue(writer, member.Value, isStructure, member.Name);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, JsonElement value, bool isStructure, string name)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, value, isStructure, name);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray().Where(item => name != "extension" || IsForMachines(item)))
                    WriteValue(writer, item, isStructure, name);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>What stands in these is data to compare with, whatever its members are called.</summary>
    private static bool IsInstance(string name) =>
        name.StartsWith("fixed", StringComparison.Ordinal) || name.StartsWith("pattern", StringComparison.Ordinal)
        || name.StartsWith("defaultValue", StringComparison.Ordinal);

    private static bool IsLeft(JsonProperty member, bool isStructure, string parent)
    {
        // The code of a type is no prose, that of an element (its meaning in LOINC or SNOMED CT) is.
        if (parent == "type" && member.Name == "code")
            return true;
        if (Everywhere.Contains(member.Name) || (isStructure && OfStructures.Contains(member.Name)))
            return false;

        // What would be empty goes too: JSON in FHIR has no empty objects and arrays.
        return member.Value.ValueKind switch
        {
            JsonValueKind.Array => member.Name != "extension" || member.Value.EnumerateArray().Any(IsForMachines),
            JsonValueKind.Object => IsInstance(member.Name)
                || member.Value.EnumerateObject().Any(inner => IsLeft(inner, isStructure, member.Name)),
            _ => true,
        };
    }

    /// <summary>Whether an extension is more than a note on the making of the definition, or a comment on it: the
    /// regular expression of a primitive, the greatest value set of a binding.</summary>
    private static bool IsForMachines(JsonElement extension)
    {
        var name = JsonReading.LastSegment(extension.Text("url"));
        var isForPeople = name.EndsWith("-comments", StringComparison.Ordinal)
            || name is "codesystem-replacedby" or "valueset-warning"
            || (name.StartsWith("structuredefinition-", StringComparison.Ordinal)
                && name is not "structuredefinition-fhir-type");
        return !isForPeople;
    }
}

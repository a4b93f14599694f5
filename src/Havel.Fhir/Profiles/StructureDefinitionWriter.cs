using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Snapshots;

namespace Havel.Fhir.Profiles;

/// <summary>Writes a StructureDefinition together with a generated snapshot. The model knows no prose, so texts come
/// from the differential and from the base, as far as those have any. Source:
/// https://hl7.org/fhir/R4/structuredefinition.html.</summary>
public static class StructureDefinitionWriter
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The resource with this snapshot in place of the one it had; everything else stays byte for
    /// byte.</summary>
    /// <param name="resource">The StructureDefinition.</param>
    /// <param name="snapshot">The elements to write.</param>
    /// <param name="parent">Its base, for texts; no node where there is none.</param>
    public static byte[] Write(Node resource, IReadOnlyList<ProfileElement> snapshot, Node parent)
    {
        var buffer = new ArrayBufferWriter<byte>(resource.Length * 2);
        var reader = new Utf8JsonReader(resource.RawValue, new JsonReaderOptions { MaxDepth = Limits.HardNesting });
        var isWritten = false;
        var separator = "{"u8;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var isSnapshot = reader.ValueTextEquals("snapshot"u8);
            var isDifferential = reader.ValueTextEquals("differential"u8);
            reader.Skip();
            if (isSnapshot)
                continue;

            if (isDifferential)
            {
                buffer.Write(separator);
                WriteSnapshot(buffer, resource, snapshot, parent);
                isWritten = true;
                separator = ","u8;
            }

            buffer.Write(separator);
            buffer.Write(resource.RawValue[start..(int)reader.BytesConsumed]);
            separator = ","u8;
        }

        if (!isWritten)
        {
            buffer.Write(separator);
            WriteSnapshot(buffer, resource, snapshot, parent);
        }

        buffer.Write("}"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteSnapshot(
        ArrayBufferWriter<byte> buffer, Node resource, IReadOnlyList<ProfileElement> snapshot, Node parent)
    {
        buffer.Write("\"snapshot\":"u8);
        using var json = new Utf8JsonWriter(buffer, Relaxed);
        json.WriteStartObject();
        json.WriteStartArray("element");
        var writer = new ElementWriter(json, new ElementTexts(resource, parent));
        foreach (var element in snapshot)
            writer.Write(element);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Havel.Fhir.Profiles.Snapshots;

namespace Havel.Fhir.Profiles;

/// <summary>Writes a StructureDefinition together with a generated snapshot. The model knows no prose, so texts come
/// from the differential and from the base, as far as those have any. Source:
/// https://hl7.org/fhir/R4/structuredefinition.html.</summary>
public static class StructureDefinitionWriter
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The resource with this snapshot in place of the one it had.</summary>
    /// <param name="resource">The StructureDefinition's JSON.</param>
    /// <param name="snapshot">The elements to write.</param>
    /// <param name="parent">The JSON of its base, for texts; empty where there is none.</param>
    public static byte[] Write(
        ReadOnlyMemory<byte> resource, IReadOnlyList<ProfileElement> snapshot, ReadOnlyMemory<byte> parent)
    {
        using var document = JsonDocument.Parse(resource);
        using var above = parent.IsEmpty ? null : JsonDocument.Parse(parent);
        var texts = new ElementTexts(document.RootElement, above?.RootElement);
        var buffer = new ArrayBufferWriter<byte>(resource.Length * 2);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
            Write(json, document.RootElement, snapshot, texts);

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The snapshot stands before the differential, or at the end.</summary>
    private static void Write(
        Utf8JsonWriter json, JsonElement resource, IReadOnlyList<ProfileElement> snapshot, ElementTexts texts)
    {
        json.WriteStartObject();
        var isWritten = false;
        foreach (var member in resource.EnumerateObject())
        {
            if (member.NameEquals("snapshot"))
                continue;

            if (member.NameEquals("differential"))
            {
                WriteSnapshot(json, snapshot, texts);
                isWritten = true;
            }

            member.WriteTo(json);
        }

        if (!isWritten)
            WriteSnapshot(json, snapshot, texts);
        json.WriteEndObject();
    }

    private static void WriteSnapshot(Utf8JsonWriter json, IReadOnlyList<ProfileElement> snapshot, ElementTexts texts)
    {
        json.WriteStartObject("snapshot");
        json.WriteStartArray("element");
        var writer = new ElementWriter(json, texts);
        foreach (var element in snapshot)
            writer.Write(element);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

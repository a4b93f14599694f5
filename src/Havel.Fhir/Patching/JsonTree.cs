using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Havel.Fhir.Patching;

/// <summary>JSON that can be changed in place; numbers keep their digits. Only patches need such a tree: everything
/// else reads the node table.</summary>
internal static class JsonTree
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = Limits.HardNesting,
        AllowDuplicateProperties = false,
    };

    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = Limits.HardNesting,
    };

    /// <summary>Reads JSON; null for its <c>null</c>.</summary>
    /// <exception cref="JsonException">Not JSON, or a member twice in one object.</exception>
    public static JsonNode? Parse(ReadOnlyMemory<byte> utf8) => JsonNode.Parse(utf8.Span, documentOptions: Strict);

    public static byte[] Write(JsonNode? node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            if (node is null)
                writer.WriteNullValue();
            else
                node.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Takes away objects and lists that a removal has left empty, which FHIR does not allow. Their nulls
    /// stay: they hold the places of primitives that only have extensions.
    /// Source: https://hl7.org/fhir/R4/json.html.</summary>
    public static void Prune(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToArray())
                {
                    Prune(value);
                    if (value is JsonObject { Count: 0 } or JsonArray { Count: 0 })
                        members.Remove(name);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                    Prune(item);

                break;
        }
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Havel.Server.Requests;

namespace Havel.Server.Responses;

/// <summary>Gives JSON line breaks and indentation for <c>_pretty=true</c>; numbers keep their digits. XML stays on one
/// line: whitespace in narratives means something. Source: https://hl7.org/fhir/R4/http.html#parameters.</summary>
internal static class PrettyAnswer
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
        MaxDepth = Fhir.Limits.HardNesting * 2,
    };

    private static readonly JsonReaderOptions Deep = new() { MaxDepth = Fhir.Limits.HardNesting * 2 };

    /// <summary>The answer with its JSON set out; one of another kind as it is.</summary>
    public static FhirResponse Of(FhirResponse answer)
    {
        var isJson = !answer.Body.IsEmpty && answer.Status is not (204 or 304)
            && string.Equals(answer.ContentType, MediaTypes.FhirJson, StringComparison.Ordinal);
        if (!isJson)
            return answer;

        var buffer = new ArrayBufferWriter<byte>(answer.Body.Length * 2);
        using (var writer = new Utf8JsonWriter(buffer, Indented))
            Copy(new Utf8JsonReader(answer.Body.Span, Deep), writer);

        answer.Owner?.Dispose();
        return answer with { Body = buffer.WrittenMemory, Owner = null };
    }

    private static void Copy(Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    writer.WritePropertyName(reader.GetString()!);
                    break;
                case JsonTokenType.String:
                    writer.WriteStringValue(reader.GetString());
                    break;
                default:
                    writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                    break;
            }
        }
    }
}

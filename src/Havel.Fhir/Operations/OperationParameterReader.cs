using System.Text;
using System.Text.Json;

namespace Havel.Fhir.Operations;

/// <summary>Reads the list <c>Parameters.parameter</c> and, within it, the lists <c>part</c>.</summary>
internal static class OperationParameterReader
{
    /// <summary>The list at which the reader stands; what is no object in it, or no list at all, is passed
    /// over.</summary>
    public static List<OperationParameter> ReadList(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        var list = new List<OperationParameter>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return list;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                list.Add(ReadOne(ref reader, utf8));
            else
                reader.Skip();
        }

        return list;
    }

    private static OperationParameter ReadOne(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        var parameter = new OperationParameter("");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                reader.Read();
                parameter = parameter with { Name = PrimitiveText(ref reader, utf8) ?? "" };
                reader.Skip();
            }
            else if (reader.ValueTextEquals("part"u8))
            {
                reader.Read();
                parameter = parameter with { Parts = ReadList(ref reader, utf8) };
            }
            else if (reader.ValueTextEquals("resource"u8))
            {
                reader.Read();
                parameter = parameter with { Resource = Slice(ref reader, utf8) };
            }
            else if (reader.ValueSpan.StartsWith("value"u8))
            {
                var type = Encoding.UTF8.GetString(reader.ValueSpan["value".Length..]);
                reader.Read();
                var text = PrimitiveText(ref reader, utf8);
                parameter = parameter with { Type = type, Text = text, Json = Slice(ref reader, utf8) };
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return parameter;
    }

    private static string? PrimitiveText(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8) =>
        reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => Encoding.UTF8.GetString(
                utf8.Span.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length)),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => null,
        };

    private static ReadOnlyMemory<byte> Slice(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return utf8[start..(int)reader.BytesConsumed];
    }
}

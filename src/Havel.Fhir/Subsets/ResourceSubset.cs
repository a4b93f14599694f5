using System.Buffers;
using System.Text.Json;
using Havel.Fhir.Definitions;

namespace Havel.Fhir.Subsets;

/// <summary>Writes a part of a resource: what is kept is copied as it stands, and a tag says that there is more.
/// Source: https://hl7.org/fhir/R4/search.html#summary.</summary>
public static class ResourceSubset
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = Limits.HardNesting * 2 };

    private static ReadOnlySpan<byte> Tag =>
        "{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ObservationValue\",\"code\":\"SUBSETTED\"}"u8;

    /// <summary>Writes what a rule keeps.</summary>
    /// <param name="type">The resource's type.</param>
    /// <param name="body">A valid resource in JSON, without a comment or a mark of byte order.</param>
    /// <param name="rule">What is kept.</param>
    /// <param name="into">Where it is written.</param>
    public static void Write(
        TypeDefinition type, ReadOnlySpan<byte> body, SubsetRule rule, IBufferWriter<byte> into)
    {
        var reader = new Utf8JsonReader(body, Deep);
        reader.Read();
        var walk = new SubsetWalk(body, rule, into);
        walk.Object(ref reader, type, isRoot: true);
    }

    /// <summary>The meta element with the tag in it.</summary>
    internal static void Meta(ReadOnlySpan<byte> meta, IBufferWriter<byte> into)
    {
        var reader = new Utf8JsonReader(meta, Deep);
        reader.Read();
        var isEmpty = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            var isTag = reader.ValueTextEquals("tag"u8);
            reader.Read();
            if (isTag && reader.TokenType == JsonTokenType.StartArray)
            {
                var inside = (int)reader.BytesConsumed;
                into.Write(meta[..inside]);
                into.Write(Tag);
                reader.Read();
                into.Write(reader.TokenType == JsonTokenType.EndArray ? default : ","u8);
                into.Write(meta[inside..]);
                return;
            }

            reader.Skip();
        }

        into.Write(meta[..(int)reader.TokenStartIndex]);
        into.Write(isEmpty ? "\"tag\":["u8 : ",\"tag\":["u8);
        into.Write(Tag);
        into.Write("]}"u8);
    }
}

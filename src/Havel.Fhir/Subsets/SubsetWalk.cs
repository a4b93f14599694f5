using System.Buffers;
using System.Text.Json;
using Havel.Fhir.Definitions;
using JsonProperty = Havel.Fhir.Definitions.JsonProperty;

namespace Havel.Fhir.Subsets;

/// <summary>One walk over a resource that is being cut.</summary>
internal readonly ref struct SubsetWalk(ReadOnlySpan<byte> body, SubsetRule rule, IBufferWriter<byte> into)
{
    private readonly ReadOnlySpan<byte> _body = body;

    /// <summary>Copies an object; the reader stands at its brace and is left at the closing one.</summary>
    public void Object(ref Utf8JsonReader reader, TypeDefinition type, bool isRoot)
    {
        into.Write("{"u8);
        var (isFirst, hasMeta) = (true, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var property = Find(reader, type);
            if (property is null ? !reader.ValueTextEquals("resourceType"u8) : !rule.Keeps(property))
            {
                reader.Skip();
                continue;
            }

            into.Write(isFirst ? default : ","u8);
            isFirst = false;
            var isMeta = isRoot && property?.Element.Name is "meta";
            hasMeta |= isMeta;
            into.Write(_body[start..(int)reader.BytesConsumed]);
            reader.Read();
            Value(ref reader, property, isMeta);
        }

        if (isRoot && !hasMeta)
        {
            into.Write(isFirst ? "\"meta\":"u8 : ",\"meta\":"u8);
            ResourceSubset.Meta("{}"u8, into);
        }

        into.Write("}"u8);
    }

    /// <summary>A data type is one thing and stays whole; the parts of an element that has elements of its own are
    /// chosen like those of the resource.</summary>
    private void Value(ref Utf8JsonReader reader, JsonProperty? property, bool isMeta)
    {
        var isDeep = rule.IsDeep && property is { Type.Kind: TypeKind.Backbone };
        if (isDeep && reader.TokenType == JsonTokenType.StartObject)
        {
            Object(ref reader, property!.Type, isRoot: false);
            return;
        }

        if (isDeep && reader.TokenType == JsonTokenType.StartArray)
        {
            Array(ref reader, property!.Type);
            return;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var value = _body[start..(int)reader.BytesConsumed];
        if (isMeta)
            ResourceSubset.Meta(value, into);
        else
            into.Write(value);
    }

    private void Array(ref Utf8JsonReader reader, TypeDefinition type)
    {
        into.Write("["u8);
        var isFirst = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            into.Write(isFirst ? default : ","u8);
            isFirst = false;
            Object(ref reader, type, isRoot: false);
        }

        into.Write("]"u8);
    }

    /// <summary>The property; a primitive's companion counts as the primitive.</summary>
    private static JsonProperty? Find(in Utf8JsonReader reader, TypeDefinition type)
    {
        var name = reader.ValueIsEscaped ? System.Text.Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        return type.FindProperty(name.Length > 1 && name[0] == (byte)'_' ? name[1..] : name);
    }
}

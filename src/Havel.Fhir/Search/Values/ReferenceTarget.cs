using System.Text;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Search.Values;

/// <summary>What a Reference node shows of its target without looking it up.</summary>
internal static class ReferenceTarget
{
    /// <summary>Whether a reference is to a resource of that type: by its literal text, else by <c>Reference.type</c>,
    /// else by the contained resource it names. Source: https://hl7.org/fhir/R4/references.html#Reference.</summary>
    public static bool IsOfType(Node reference, ReadOnlySpan<byte> type)
    {
        if (reference.Type.IsResource)
            return TypeNameIs(reference, type);

        var literal = reference.Child("reference");
        if (literal.Exists && literal.HasValue)
        {
            var text = RawTextOf(literal);
            var parsed = ReferenceText.Parse(text);
            if (!parsed.Type.IsEmpty)
                return parsed.Type.SequenceEqual(type);

            if (text.Length > 1 && text[0] == (byte)'#')
                return IsContainedOfType(reference, text[1..], type);
        }

        var stated = reference.Child("type");
        return stated.Exists && stated.HasValue && stated.RawText.SequenceEqual(type);
    }

    /// <summary>The text of a primitive as UTF-8, with escapes resolved.</summary>
    public static ReadOnlySpan<byte> RawTextOf(Node primitive) =>
        primitive.HasEscapes ? Encoding.UTF8.GetBytes(primitive.Text()) : primitive.RawText;

    private static bool IsContainedOfType(Node reference, ReadOnlySpan<byte> id, ReadOnlySpan<byte> type)
    {
        foreach (var contained in reference.Table.Root.ChildrenOf("contained"))
        {
            var own = contained.Child("id");
            if (own.Exists && own.RawText.SequenceEqual(id))
                return TypeNameIs(contained, type);
        }

        return false;
    }

    private static bool TypeNameIs(Node resource, ReadOnlySpan<byte> type) =>
        Ascii.Equals(type, resource.Type.Name);
}

using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Values;

/// <summary>The type of a reference's target, read off the reference itself: <c>Patient/1</c>,
/// <c>http://x/fhir/Patient/1/_history/2</c>, or its <c>type</c>. Source:
/// https://hl7.org/fhir/R4/references.html#literal.</summary>
internal static class ReferenceType
{
    /// <summary>The type; null where nothing tells.</summary>
    /// <param name="node">The Reference, or a primitive with the address.</param>
    /// <param name="reference">The primitive with the address; may be no node.</param>
    public static TypeDefinition? Of(Node node, Node reference)
    {
        if (reference.Exists && OfAddress(node.Table.Definitions, reference.RawText) is { } type)
            return type;
        if (node.Type.IsPrimitive)
            return null;

        var stated = node.Child("type");
        return stated.Exists ? Resource(node.Table.Definitions, stated.RawText) : null;
    }

    /// <summary>The part of an address that names the type, or nothing.</summary>
    public static ReadOnlySpan<byte> SegmentOf(ReadOnlySpan<byte> address)
    {
        var history = address.IndexOf("/_history/"u8);
        if (history >= 0)
            address = address[..history];

        // Conditional references (Patient?identifier=...) in transactions name the type before the question mark.
        var query = address.IndexOf((byte)'?');
        if (query >= 0)
            return address[..query];

        var id = address.LastIndexOf((byte)'/');
        if (id <= 0)
            return default;

        var type = address[..id];
        return type[(type.LastIndexOf((byte)'/') + 1)..];
    }

    private static TypeDefinition? OfAddress(FhirDefinitions definitions, ReadOnlySpan<byte> address) =>
        Resource(definitions, SegmentOf(address));

    private static TypeDefinition? Resource(FhirDefinitions definitions, ReadOnlySpan<byte> name) =>
        definitions.FindType(name) is { IsResource: true } type ? type : null;
}

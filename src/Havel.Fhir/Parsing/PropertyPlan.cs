using Havel.Fhir.Definitions;

namespace Havel.Fhir.Parsing;

/// <summary>What the parser needs to know of a JSON property, laid out for the hot path.</summary>
internal sealed class PropertyPlan
{
    /// <summary>The name as compact JSON writes it, quotes and colon included: <c>"status":</c>.</summary>
    public required byte[] Key { get; init; }

    public required JsonProperty Property { get; init; }

    /// <summary>What the property's value must be.</summary>
    public required ValueShape Shape { get; init; }

    /// <summary>Which primitive, if <see cref="Shape"/> is one.</summary>
    public required PrimitiveKind Primitive { get; init; }

    /// <summary>Whether JSON writes an array.</summary>
    public required bool IsArray { get; init; }

    public required int Max { get; init; }

    /// <summary>The bit of the element in the sets of elements seen; choices of one element share it.</summary>
    public required ulong Bit { get; init; }

    /// <summary>Id of the property; -1 for <c>resourceType</c>, which is no element.</summary>
    public required int Id { get; init; }

    /// <summary>Where the prediction of the property that follows this one is kept.</summary>
    public required int Slot { get; init; }

    public required ushort Type { get; init; }

    /// <summary>Gives the codes of a required binding when they are first needed; null where any code may
    /// stand.</summary>
    public Lazy<Utf8Table<string>?>? RequiredCodes { get; init; }

    /// <summary>Whether the value is <c>Reference.reference</c>.</summary>
    public bool IsReference { get; init; }

    /// <summary>The plan of the value's type; null for primitives and for abstract resources.</summary>
    public TypePlan? Target { get; set; }

    public Utf8Table<string>? Codes() => RequiredCodes?.Value;

    public string Name => Property.Name;
}

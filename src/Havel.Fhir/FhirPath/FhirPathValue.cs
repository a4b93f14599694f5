using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath;

/// <summary>One item of a FHIRPath collection: a node, or a value of the System types. 24 bytes, no allocation of its
/// own.</summary>
public readonly struct FhirPathValue
{
    private const int KindShift = 24;
    private const int DetailMask = (1 << KindShift) - 1;
    private const int ScaleMask = 0xFF;
    private const int Negative = 0x100;
    private const int Calendar = 0x200;

    private readonly object? _object;
    private readonly long _long;
    private readonly int _int;
    private readonly int _packed;

    private FhirPathValue(FhirPathKind kind, object? reference, long number = 0, int small = 0, int detail = 0)
    {
        _object = reference;
        _long = number;
        _int = small;
        _packed = ((int)kind << KindShift) | detail;
    }

    public FhirPathKind Kind => (FhirPathKind)(_packed >> KindShift);

    public bool IsNode => Kind == FhirPathKind.Node;

    /// <summary>The node; no node for any other kind.</summary>
    public Node Node => Kind == FhirPathKind.Node ? new Node((NodeTable)_object!, _int) : default;

    /// <summary>The value of a <see cref="FhirPathKind.Boolean"/>.</summary>
    public bool Boolean => Kind == FhirPathKind.Boolean && _int != 0;

    /// <summary>The value of a <see cref="FhirPathKind.Integer"/>.</summary>
    public int Integer => _int;

    /// <summary>The value of a <see cref="FhirPathKind.Decimal"/>, an Integer or a Quantity, digits kept as
    /// written.</summary>
    public decimal Decimal => Kind == FhirPathKind.Integer
        ? _int
        : new decimal((int)_long, (int)(_long >> 32), _int, (_packed & Negative) != 0, (byte)(_packed & ScaleMask));

    /// <summary>The text of a <see cref="FhirPathKind.String"/>; empty for other kinds (use
    /// <see cref="ToString"/>).</summary>
    public string String => Kind == FhirPathKind.String ? (string)_object! : string.Empty;

    /// <summary>The unit of a <see cref="FhirPathKind.Quantity"/>: a UCUM code, or a calendar word such as
    /// <c>year</c>.</summary>
    public string Unit => Kind == FhirPathKind.Quantity ? (string)_object! : string.Empty;

    /// <summary>Whether the quantity's unit is a calendar duration. Source:
    /// https://hl7.org/fhirpath/N1/#time-valued-quantities.</summary>
    public bool IsCalendarUnit => Kind == FhirPathKind.Quantity && (_packed & Calendar) != 0;

    /// <summary>The type of a <see cref="FhirPathKind.ReferenceTarget"/>.</summary>
    public TypeDefinition? TargetType => _object as TypeDefinition;

    /// <summary>The date, dateTime or time.</summary>
    internal Temporal Temporal => new(Kind, _long, _int, _packed & DetailMask);

    internal TypeName TypeName => (TypeName)_object!;

    internal NodeTable Table => (NodeTable)_object!;

    internal int NodeIndex => _int;

    public static FhirPathValue Of(Node node) => new(FhirPathKind.Node, node.Table, 0, node.Index);

    public static FhirPathValue Of(bool value) => new(FhirPathKind.Boolean, null, 0, value ? 1 : 0);

    public static FhirPathValue Of(int value) => new(FhirPathKind.Integer, null, 0, value);

    public static FhirPathValue Of(string value) => new(FhirPathKind.String, value);

    public static FhirPathValue Of(decimal value) => Number(FhirPathKind.Decimal, value, null, 0);

    /// <summary>A System quantity.</summary>
    /// <param name="value">The amount.</param>
    /// <param name="unit">A UCUM code such as <c>mg</c>, or a calendar word in the singular such as <c>day</c>.</param>
    /// <param name="isCalendar">Whether the unit is a calendar word.</param>
    public static FhirPathValue Quantity(decimal value, string unit, bool isCalendar = false) =>
        Number(FhirPathKind.Quantity, value, unit, isCalendar ? Calendar : 0);

    /// <summary>Reads a FHIR date, dateTime, instant or time; no value when it is none.</summary>
    /// <param name="kind">Date, DateTime or Time.</param>
    /// <param name="text">As in FHIR: <c>2024-05</c>, <c>2024-05-01T10:00:00+02:00</c>, <c>10:00:00</c>.</param>
    public static FhirPathValue? Parse(FhirPathKind kind, ReadOnlySpan<char> text) =>
        TemporalParser.TryParse(kind, text, out var temporal) ? Of(temporal) : null;

    internal static FhirPathValue Of(in Temporal value) =>
        new(value.Kind, null, value.Ticks, value.OffsetMinutes, value.Detail);

    internal static FhirPathValue Of(TypeName name) => new(FhirPathKind.TypeInfo, name);

    internal static FhirPathValue Target(TypeDefinition type) => new(FhirPathKind.ReferenceTarget, type);

    internal static FhirPathValue Of(NodeTable table, int index) => new(FhirPathKind.Node, table, 0, index);

    private static FhirPathValue Number(FhirPathKind kind, decimal value, string? unit, int flags)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var scale = (bits[3] >> 16) & ScaleMask;
        var sign = bits[3] < 0 ? Negative : 0;
        return new FhirPathValue(kind, unit, ((long)bits[1] << 32) | (uint)bits[0], bits[2], scale | sign | flags);
    }

    /// <summary>The value as FHIRPath's <c>toString()</c> writes it; a primitive node its text, a complex node its
    /// type.</summary>
    public override string ToString() => ValueText.Of(this);
}

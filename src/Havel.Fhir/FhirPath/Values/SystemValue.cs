using System.Globalization;
using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Values;

/// <summary>FHIR primitives and quantities as System values, as operators see them.
/// Source: https://hl7.org/fhir/R4/fhirpath.html#types (implicit conversions).</summary>
internal static class SystemValue
{
    private const string Ucum = "http://unitsofmeasure.org";
    private const int StackText = 128;

    /// <summary>The System value of a primitive or quantity node; any other value as it is.</summary>
    public static FhirPathValue Of(in FhirPathValue value)
    {
        if (value.Kind != FhirPathKind.Node)
            return value;

        var node = value.Node;
        var type = node.Type;
        if (!type.IsPrimitive)
            return IsQuantity(type) ? OfQuantity(node) ?? value : value;

        return node.HasValue ? OfPrimitive(node, type.Primitive) : value;
    }

    /// <summary>The kind that <see cref="Of"/> gives for a primitive type.</summary>
    public static FhirPathKind KindOf(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.None => FhirPathKind.Node,
        PrimitiveKind.Boolean => FhirPathKind.Boolean,
        PrimitiveKind.Integer or PrimitiveKind.PositiveInt or PrimitiveKind.UnsignedInt => FhirPathKind.Integer,
        PrimitiveKind.Decimal => FhirPathKind.Decimal,
        PrimitiveKind.Date => FhirPathKind.Date,
        PrimitiveKind.DateTime or PrimitiveKind.Instant => FhirPathKind.DateTime,
        PrimitiveKind.Time => FhirPathKind.Time,
        _ => FhirPathKind.String,
    };

    /// <summary>Whether the type is Quantity or one of its specialisations and profiles (Age, Duration,
    /// SimpleQuantity).</summary>
    public static bool IsQuantity(TypeDefinition type)
    {
        for (var at = type; at is not null; at = at.Base)
        {
            if (at.Name == "Quantity")
                return true;
        }

        return false;
    }

    private static FhirPathValue OfPrimitive(Node node, PrimitiveKind primitive)
    {
        var kind = KindOf(primitive);
        if (kind == FhirPathKind.String)
            return FhirPathValue.Of(node.Text());

        var raw = node.RawText;
        if (raw.Length > StackText)
            return FhirPathValue.Of(node.Text());

        Span<char> buffer = stackalloc char[StackText];
        ReadOnlySpan<char> text = buffer[..Encoding.UTF8.GetChars(raw, buffer)];
        return Convert(kind, text) ?? FhirPathValue.Of(node.Text());
    }

    private static FhirPathValue? Convert(FhirPathKind kind, ReadOnlySpan<char> text)
    {
        switch (kind)
        {
            case FhirPathKind.Boolean:
                return FhirPathValue.Of(text is "true");
            case FhirPathKind.Integer:
                return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                    ? FhirPathValue.Of(whole)
                    : null;
            case FhirPathKind.Decimal:
                return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? FhirPathValue.Of(number)
                    : null;
            default:
                return FhirPathValue.Parse(kind, text);
        }
    }

    private static FhirPathValue? OfQuantity(Node node)
    {
        var amount = node.Child("value");
        if (!amount.Exists || !amount.HasValue || node.Child("comparator").Exists)
            return null;

        var value = OfPrimitive(amount, PrimitiveKind.Decimal);
        if (value.Kind != FhirPathKind.Decimal)
            return null;

        var code = node.TextOf("code");
        var unit = code ?? node.TextOf("unit") ?? "1";
        if (code is not null && node.TextOf("system") == Ucum && CalendarUnit.OfUcum(code) is { } word)
            return FhirPathValue.Quantity(value.Decimal, word, isCalendar: true);

        return FhirPathValue.Quantity(value.Decimal, unit);
    }
}

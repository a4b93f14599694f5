using System.Globalization;

namespace Havel.Fhir.FhirPath.Values;

/// <summary>Conversions between System types; null where there is none.
/// Source: https://hl7.org/fhirpath/N1/#conversion.</summary>
internal static class Conversion
{
    public static FhirPathValue? ToBoolean(FhirPathValue value) => value.Kind switch
    {
        FhirPathKind.Boolean => value,
        FhirPathKind.Integer or FhirPathKind.Decimal => value.Decimal switch
        {
            1 => FhirPathValue.Of(true),
            0 => FhirPathValue.Of(false),
            _ => null,
        },
        FhirPathKind.String => value.String.ToLowerInvariant() switch
        {
            "true" or "t" or "yes" or "y" or "1" or "1.0" => FhirPathValue.Of(true),
            "false" or "f" or "no" or "n" or "0" or "0.0" => FhirPathValue.Of(false),
            _ => null,
        },
        _ => null,
    };

    public static FhirPathValue? ToInteger(FhirPathValue value) => value.Kind switch
    {
        FhirPathKind.Integer => value,
        FhirPathKind.Boolean => FhirPathValue.Of(value.Boolean ? 1 : 0),
        FhirPathKind.String when int.TryParse(
            value.String, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
            FhirPathValue.Of(number),
        _ => null,
    };

    public static FhirPathValue? ToDecimal(FhirPathValue value) => value.Kind switch
    {
        FhirPathKind.Decimal => value,
        FhirPathKind.Integer => FhirPathValue.Of(value.Decimal),
        FhirPathKind.Boolean => FhirPathValue.Of(value.Boolean ? 1.0m : 0.0m),
        FhirPathKind.String when TryReadDecimal(value.String, out var number) => FhirPathValue.Of(number),
        _ => null,
    };

    public static FhirPathValue? ToText(FhirPathValue value) =>
        value.Kind is FhirPathKind.None or FhirPathKind.Node or FhirPathKind.TypeInfo or FhirPathKind.ReferenceTarget
            ? null
            : FhirPathValue.Of(value.ToString());

    /// <summary>To a date, dateTime or time.</summary>
    public static FhirPathValue? ToTemporal(FhirPathKind kind, FhirPathValue value)
    {
        if (value.Kind == kind)
            return value;
        if (value.Kind == FhirPathKind.String)
            return FhirPathValue.Parse(kind, value.String);
        if (!ValueOrder.AreComparableTimes(value.Kind, kind))
            return null;

        var from = value.Temporal;
        if (kind == FhirPathKind.DateTime)
            return FhirPathValue.Of(new Temporal(kind, from.Ticks, from.Precision));

        var ticks = from.Ticks - from.Ticks % TimeSpan.TicksPerDay;
        return FhirPathValue.Of(
            new Temporal(kind, ticks, from.Precision < Precision.Day ? from.Precision : Precision.Day));
    }

    public static FhirPathValue? ToQuantity(FhirPathValue value) => value.Kind switch
    {
        FhirPathKind.Quantity => value,
        FhirPathKind.Integer or FhirPathKind.Decimal => FhirPathValue.Quantity(value.Decimal, "1"),
        FhirPathKind.Boolean => FhirPathValue.Quantity(value.Boolean ? 1.0m : 0.0m, "1"),
        FhirPathKind.String => ParseQuantity(value.String),
        _ => null,
    };

    /// <summary>A number, then nothing, a calendar word or a unit in quotes.</summary>
    private static FhirPathValue? ParseQuantity(string text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or '+' or '-'))
            end++;
        if (!TryReadDecimal(text[..end], out var number))
            return null;

        var unit = text.AsSpan(end).Trim();
        if (unit.IsEmpty)
            return FhirPathValue.Quantity(number, "1");
        if (unit.Length > 2 && unit[0] == '\'' && unit[^1] == '\'')
            return FhirPathValue.Quantity(number, unit[1..^1].ToString());

        return CalendarUnit.OfWord(unit) is { } word ? FhirPathValue.Quantity(number, word, isCalendar: true) : null;
    }

    private static bool TryReadDecimal(string text, out decimal number)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        number = 0;
        return text.Length > 0 && text[^1] != '.' && char.IsAsciiDigit(text[^1])
            && decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out number);
    }
}

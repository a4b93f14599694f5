using System.Collections.Frozen;
using System.Globalization;
using Havel.Fhir.Ucum;

namespace Havel.Fhir.Search.Values;

/// <summary>The unit in which quantities of a dimension are compared: for each dimension the unit that most data has,
/// so that most quantities need no second row. What stands here is written into indexes and must not change.
/// Source: https://hl7.org/fhir/R4/search.html#quantity.</summary>
internal static class ReferenceUnits
{
    private static readonly string[] Common =
    [
        "mg/dL", "mmol/L", "mm[Hg]", "kg", "cm", "%", "/min", "Cel", "kg/m2", "mL", "U/L", "mL/min", "mg/kg", "d", "mV",
        "W", "kcal", "m/s", "mg/d", "mm/h", "m2", "g/mol", "Pa.s", "mosm/kg", "mmol/d", "mmol/mol", "L/min/m2",
    ];

    private static readonly UcumUnit Celsius = UcumUnit.Find("Cel")!;

    private static readonly FrozenDictionary<UcumDimension, UcumUnit> ByDimension = Common
        .Select(code => UcumUnit.Find(code)).OfType<UcumUnit>()
        .DistinctBy(unit => unit.Dimension)
        .ToFrozenDictionary(unit => unit.Dimension);

    /// <summary>The unit that a unit is compared in; null for one whose values are not proportional to any other, such
    /// as a pH.</summary>
    public static UcumUnit? Of(UcumUnit unit)
    {
        if (unit.IsSpecial && unit.Dimension != Celsius.Dimension)
            return null;

        return ByDimension.GetValueOrDefault(unit.Dimension) ?? unit.Base;
    }

    /// <summary>A value in another unit; an open end stays open. Null where it cannot be told.</summary>
    public static double? Convert(double value, UcumUnit from, UcumUnit to)
    {
        if (double.IsInfinity(value))
            return value;

        // The shortest text of a double is the decimal that it was read from.
        Span<char> text = stackalloc char[32];
        return value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture)
            && decimal.TryParse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? Convert(exact, from, to)
            : null;
    }

    /// <inheritdoc cref="Convert(double, UcumUnit, UcumUnit)"/>
    public static double? Convert(decimal value, UcumUnit from, UcumUnit to)
    {
        if (from.Convert(value, to) is not { } converted)
            return null;

        // Through its text, so that equal decimals are equal doubles; a cast would not always be the nearest.
        Span<char> text = stackalloc char[64];
        converted.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        return double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}

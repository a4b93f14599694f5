using System.Globalization;

namespace Havel.Fhir.Ucum;

/// <summary>Products, quotients and powers of units, with a text that the grammar reads back to the same.</summary>
internal static class UnitAlgebra
{
    public static UcumUnit? Multiply(UcumUnit left, UcumUnit right)
    {
        if (left.Code == "1")
            return right;
        if (right.Code == "1")
            return left;

        // Products are read from the left, so the right one needs no parentheses.
        var joint = right.Code[0] == '/' ? string.Empty : ".";
        return Simplified($"{left.Code}{joint}{right.Code}");
    }

    public static UcumUnit? Divide(UcumUnit left, UcumUnit right)
    {
        if (left.IsSpecial || right.IsSpecial)
            return null;
        if (right.Code == "1")
            return left;

        var divisor = right.Code[0] == '/' ? $"(1{right.Code})"
            : right.Code.AsSpan().IndexOfAny('.', '/') >= 0 ? $"({right.Code})"
            : right.Code;
        return Simplified(left.Code == "1" ? $"/{divisor}" : $"{left.Code}/{divisor}");
    }

    public static UcumUnit? Raise(UcumUnit unit, int exponent)
    {
        if (exponent == 1)
            return unit;
        if (unit.IsSpecial)
            return null;
        if (exponent == 0 || unit.Code == "1")
            return UcumUnit.One;
        if (Math.Abs(exponent) > Limits.UcumExponent)
            return null;

        var isPlain = unit.Code.AsSpan().IndexOfAnyInRange('0', '9') < 0 && unit.Code.AsSpan().IndexOfAny("./({") < 0;
        return isPlain
            ? UcumUnit.Find(string.Create(CultureInfo.InvariantCulture, $"{unit.Code}{exponent}"))
            : Power(unit, exponent);
    }

    /// <summary>A power of a composed unit is written as numbers and base units: the grammar raises no
    /// parentheses.</summary>
    private static UcumUnit? Power(UcumUnit unit, int exponent)
    {
        if (unit.Factor.Bits * Math.Abs(exponent) > Limits.UcumFactorBits
            || default(UcumDimension).Add(unit.Dimension, exponent) is not { } dimension)
            return null;

        var factor = unit.Factor.Pow(exponent);
        var numerator = factor.Numerator.IsOne ? string.Empty : $"{factor.Numerator}.";
        var denominator = factor.Denominator.IsOne ? string.Empty : $"/{factor.Denominator}";
        return UcumUnit.Find($"{numerator}{dimension}{denominator}");
    }

    private static UcumUnit? Simplified(string text)
    {
        var unit = UcumUnit.Find(text);
        return unit is { IsSpecial: false, Dimension.IsNone: true, Factor.IsOne: true } ? UcumUnit.One : unit;
    }
}

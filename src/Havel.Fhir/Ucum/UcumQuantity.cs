using System.Globalization;

namespace Havel.Fhir.Ucum;

/// <summary>A number and its unit.</summary>
/// <param name="Value">The number in that unit.</param>
/// <param name="Unit">The unit.</param>
public readonly record struct UcumQuantity(decimal Value, UcumUnit Unit)
{
    /// <summary>The same amount in another unit; null where the units are not commensurable or the number has no room
    /// in a decimal.</summary>
    public UcumQuantity? ConvertTo(UcumUnit target) =>
        Unit.Convert(Value, target) is { } value ? new UcumQuantity(value, target) : null;

    /// <summary>The same amount in base units: what two quantities share if and only if they are equal (but for
    /// rounding at 28 digits). Null where the number has no room in a decimal.</summary>
    public UcumQuantity? ToCanonical() => ConvertTo(Unit.Base);

    /// <summary>The order of two amounts, exact for all units but the logarithmic and trigonometric ones; null where
    /// they are not commensurable.</summary>
    public int? CompareTo(UcumQuantity other) => Unit.Compare(Value, other.Value, other.Unit);

    /// <summary>The product with its unit; null for special units and on overflow.</summary>
    public UcumQuantity? Multiply(UcumQuantity other)
    {
        try
        {
            return Unit.Multiply(other.Unit) is { } unit ? new UcumQuantity(Value * other.Value, unit) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The quotient with its unit, a plain number where both units are commensurable; null for special units,
    /// for a divisor of zero and on overflow.</summary>
    public UcumQuantity? Divide(UcumQuantity other)
    {
        if (other.Value == 0 || Unit.IsSpecial || other.Unit.IsSpecial)
            return null;
        if (Unit.IsCommensurableWith(other.Unit))
            return Ratio(other) is { } ratio ? new UcumQuantity(ratio, UcumUnit.One) : null;

        try
        {
            return Unit.Divide(other.Unit) is { } unit ? new UcumQuantity(Value / other.Value, unit) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} '{Unit}'");

    private decimal? Ratio(UcumQuantity other) =>
        Unit.ToBase(Value) is { } left && other.Unit.ToBase(other.Value) is { } right
            ? (left / right).ToDecimal()
            : null;
}

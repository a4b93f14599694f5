using Havel.Fhir.Ucum;

namespace Havel.Fhir.FhirPath.Values;

/// <summary>Compares quantities of different units. Calendar durations of a week and less have one length, which is
/// that of UCUM's units of time; a calendar year is twelve months, but neither is the UCUM unit <c>a</c> or <c>mo</c>.
/// Source: https://hl7.org/fhirpath/N1/#quantity.</summary>
internal static class QuantityOrder
{
    /// <summary>Negative, zero or positive; null where the units are not known to be convertible.</summary>
    public static int? Compare(in FhirPathValue left, in FhirPathValue right)
    {
        if (HaveSameUnit(left, right))
            return left.Decimal.CompareTo(right.Decimal);
        if (Months(left) is { } months && Months(right) is { } otherMonths)
            return months.CompareTo(otherMonths);

        return Unit(left) is { } unit && Unit(right) is { } other
            ? unit.Compare(left.Decimal, right.Decimal, other)
            : null;
    }

    /// <summary>The amount of a quantity in the unit of another; null where it has none.</summary>
    public static decimal? Convert(in FhirPathValue value, in FhirPathValue target)
    {
        if (HaveSameUnit(value, target))
            return value.Decimal;

        try
        {
            if (Months(value) is { } months && target.IsCalendarUnit && CalendarUnit.Months(target.Unit) is { } size)
                return months / size;
        }
        catch (OverflowException)
        {
            return null;
        }

        return Unit(value) is { } unit && Unit(target) is { } other ? unit.Convert(value.Decimal, other) : null;
    }

    /// <summary>Whether the two measure the same.</summary>
    public static bool AreComparable(in FhirPathValue left, in FhirPathValue right) =>
        HaveSameUnit(left, right)
        || (Months(left) is not null && Months(right) is not null)
        || (Unit(left) is { } unit && Unit(right) is { } other && unit.IsCommensurableWith(other));

    /// <summary>Whether the units are the calendar word and the UCUM unit of one duration, which are equivalent but not
    /// equal.</summary>
    public static bool AreEquivalentUnits(in FhirPathValue left, in FhirPathValue right) => Word(left) == Word(right);

    /// <summary>The quantity's unit as UCUM has it; null for a calendar year or month and for what is no UCUM
    /// unit.</summary>
    public static UcumUnit? Unit(in FhirPathValue value)
    {
        if (!value.IsCalendarUnit)
            return UcumUnit.Find(value.Unit);

        return CalendarUnit.ToUcum(value.Unit) is { } code ? UcumUnit.Find(code) : null;
    }

    /// <summary>Equal quantities have equal hashes, and a number has that of the quantity of unit 1.</summary>
    public static int Hash(in FhirPathValue value)
    {
        if (Months(value) is { } months)
            return HashCode.Combine(1, months);
        if (Unit(value) is not { } unit)
            return HashCode.Combine(2, value.Decimal);
        if (unit.IsSpecial || unit.ToBase(value.Decimal) is not { } amount)
            return unit.Dimension.GetHashCode();

        return unit.Dimension.IsNone ? (amount.ToDecimal() ?? 0).GetHashCode() : amount.GetHashCode();
    }

    private static bool HaveSameUnit(in FhirPathValue left, in FhirPathValue right) =>
        left.IsCalendarUnit == right.IsCalendarUnit && left.Unit == right.Unit;

    private static string Word(in FhirPathValue value) =>
        value.IsCalendarUnit ? value.Unit : CalendarUnit.OfUcum(value.Unit) ?? "'" + value.Unit;

    private static decimal? Months(in FhirPathValue value)
    {
        if (!value.IsCalendarUnit || CalendarUnit.Months(value.Unit) is not { } size)
            return null;

        return Math.Abs(value.Decimal) < decimal.MaxValue / size ? value.Decimal * size : null;
    }
}

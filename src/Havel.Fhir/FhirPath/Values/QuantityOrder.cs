namespace Havel.Fhir.FhirPath.Values;

/// <summary>Brings two quantities to one unit. Source: https://hl7.org/fhirpath/N1/#quantity (calendar durations of a
/// week
/// and less have one length; a calendar year is twelve months, but neither is the UCUM unit <c>a</c> or
/// <c>mo</c>).</summary>
internal static class QuantityOrder
{
    /// <summary>Both amounts in one unit; null where the units are not known to be convertible.</summary>
    public static (decimal Left, decimal Right)? Align(in FhirPathValue left, in FhirPathValue right)
    {
        if (left.IsCalendarUnit == right.IsCalendarUnit && left.Unit == right.Unit)
            return (left.Decimal, right.Decimal);

        try
        {
            if (Milliseconds(left) is { } leftTime && Milliseconds(right) is { } rightTime)
                return (leftTime, rightTime);
            if (Months(left) is { } leftMonths && Months(right) is { } rightMonths)
                return (leftMonths, rightMonths);
        }
        catch (OverflowException)
        {
            return null;
        }

        return null;
    }

    /// <summary>Whether the units are the calendar word and the UCUM unit of one duration, which are equivalent but not
    /// equal.</summary>
    public static bool AreEquivalentUnits(in FhirPathValue left, in FhirPathValue right) => Word(left) == Word(right);

    private static string Word(in FhirPathValue value) =>
        value.IsCalendarUnit ? value.Unit : CalendarUnit.OfUcum(value.Unit) ?? "'" + value.Unit;

    private static decimal? Milliseconds(in FhirPathValue value)
    {
        var word = value.IsCalendarUnit ? value.Unit : CalendarUnit.OfUcum(value.Unit);
        return word is null ? null : CalendarUnit.Milliseconds(word) * value.Decimal;
    }

    private static decimal? Months(in FhirPathValue value) =>
        value.IsCalendarUnit ? CalendarUnit.Months(value.Unit) * value.Decimal : null;
}

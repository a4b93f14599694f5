using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Values;

/// <summary>Adds durations to dates and times. Source: https://hl7.org/fhirpath/N1/#datetime-arithmetic.</summary>
internal static class TemporalArithmetic
{
    /// <summary>The sum; null where it leaves the calendar.</summary>
    public static Temporal? Add(in Temporal start, in FhirPathValue quantity, int sign)
    {
        var word = Word(quantity);
        // Fractions of a duration are dropped, for seconds too: the official suite wants it so.
        var amount = decimal.Truncate(quantity.Decimal) * sign;
        try
        {
            return start.Kind == FhirPathKind.Time ? AddToTime(start, amount, word) : AddToDate(start, amount, word);
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    private static string Word(in FhirPathValue quantity)
    {
        if (quantity.IsCalendarUnit)
            return quantity.Unit;

        var word = CalendarUnit.OfWord(quantity.Unit) ?? CalendarUnit.OfUcum(quantity.Unit);
        if (word is not null && quantity.Unit is not ("a" or "mo"))
            return word;

        throw new EvaluationFault(
            IssueType.Processing, $"The unit '{quantity.Unit}' cannot be added to a date or time");
    }

    private static Temporal AddToTime(in Temporal start, decimal amount, string word)
    {
        var milliseconds = CalendarUnit.Milliseconds(word)
            ?? throw new EvaluationFault(IssueType.Processing, $"A {word} cannot be added to a time");
        var ticks = (start.Ticks + (long)(amount * milliseconds * TimeSpan.TicksPerMillisecond)) % TimeSpan.TicksPerDay;
        return Widen(start, word).WithTicks(ticks < 0 ? ticks + TimeSpan.TicksPerDay : ticks);
    }

    private static Temporal AddToDate(in Temporal start, decimal amount, string word)
    {
        var date = new DateTime(start.Ticks, DateTimeKind.Unspecified);
        if (CalendarUnit.Months(word) is { } months)
        {
            var whole = start.Precision == Precision.Year
                ? decimal.Truncate(amount * months / 12) * 12
                : amount * months;
            return start.WithTicks(date.AddMonths((int)whole).Ticks);
        }

        var milliseconds = amount * CalendarUnit.Milliseconds(word)!.Value;
        var days = milliseconds / 86_400_000m;
        return start.Precision switch
        {
            Precision.Year => start.WithTicks(date.AddYears((int)decimal.Truncate(days / 365)).Ticks),
            Precision.Month => start.WithTicks(date.AddMonths((int)decimal.Truncate(days / 30)).Ticks),
            Precision.Day => start.WithTicks(date.AddDays((int)decimal.Truncate(days)).Ticks),
            Precision.Hour => start.WithTicks(date.AddHours((int)decimal.Truncate(days * 24)).Ticks),
            Precision.Minute => start.WithTicks(date.AddMinutes((int)decimal.Truncate(days * 24 * 60)).Ticks),
            _ => Widen(start, word).WithTicks(date.AddTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond)).Ticks),
        };
    }

    /// <summary>Milliseconds added to whole seconds must show in the answer.</summary>
    private static Temporal Widen(in Temporal start, string word) =>
        word == "millisecond" && start.Precision == Precision.Second && start.FractionDigits < 3
            ? start.WithPrecision(Precision.Second, 3)
            : start;
}

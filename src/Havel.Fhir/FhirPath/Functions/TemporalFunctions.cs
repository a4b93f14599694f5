using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>Parts of dates and times, and what lies between two. Source:
/// https://hl7.org/fhirpath/#datetime-functions.</summary>
internal static class TemporalFunctions
{
    public static readonly FunctionSpec[] All =
    [
        Part("yearOf", Precision.Year, static value => Date(value).Year),
        Part("monthOf", Precision.Month, static value => Date(value).Month),
        Part("dayOf", Precision.Day, static value => Date(value).Day),
        Part("hourOf", Precision.Hour, static value => Date(value).Hour),
        Part("minuteOf", Precision.Minute, static value => Date(value).Minute),
        Part("secondOf", Precision.Second, static value => Date(value).Second),
        Part("millisecondOf", Precision.Second, static value => Date(value).Millisecond),
        new("timezoneOffsetOf", 0, 0, FunctionResult.Decimal, Offset),
        new("dateOf", 0, 0, FunctionResult.Unknown, DateOf),
        new("timeOf", 0, 0, FunctionResult.Unknown, TimeOf),
        new("duration", 2, 2, FunctionResult.Integer, static (in call) => Between(call, TemporalSpan.Whole)),
        new("difference", 2, 2, FunctionResult.Integer, static (in call) => Between(call, TemporalSpan.Boundaries)),
    ];

    private static FunctionSpec Part(string name, Precision least, Func<Temporal, int> part) =>
        new(name, 0, 0, FunctionResult.Integer, (in call) => AnswerPart(call, least, part));

    private static DateTime Date(in Temporal value) => new(value.Ticks, DateTimeKind.Unspecified);

    private static bool TryTemporal(in FunctionCall call, out Temporal temporal)
    {
        temporal = default;
        if (!call.TryInput(out var value))
            return false;
        if (!Arithmetic.IsTemporal(value.Kind))
            throw new EvaluationFault(
                IssueType.Processing, $"A date or time was expected, {ValueOrder.Describe(value)} was found");

        temporal = value.Temporal;
        return true;
    }

    private static void AnswerPart(in FunctionCall call, Precision least, Func<Temporal, int> part)
    {
        if (!TryTemporal(call, out var value) || value.Precision < least)
            return;
        if ((value.Kind == FhirPathKind.Time && least < Precision.Hour)
            || (value.Kind == FhirPathKind.Date && least > Precision.Day))
            return;

        call.Answer(part(value));
    }

    private static void Offset(in FunctionCall call)
    {
        if (TryTemporal(call, out var value) && value.HasOffset)
            call.Answer(value.OffsetMinutes / 60m);
    }

    private static void DateOf(in FunctionCall call)
    {
        if (!TryTemporal(call, out var value) || value.Kind == FhirPathKind.Time)
            return;

        var precision = value.Precision < Precision.Day ? value.Precision : Precision.Day;
        var ticks = value.Ticks - value.Ticks % TimeSpan.TicksPerDay;
        call.Answer(FhirPathValue.Of(new Temporal(FhirPathKind.Date, ticks, precision)));
    }

    private static void TimeOf(in FunctionCall call)
    {
        if (!TryTemporal(call, out var value) || value.Precision < Precision.Hour)
            return;

        var ticks = value.Ticks % TimeSpan.TicksPerDay;
        call.Answer(FhirPathValue.Of(
            new Temporal(FhirPathKind.Time, ticks, value.Precision, value.FractionDigits)));
    }

    private static void Between(in FunctionCall call, Func<Temporal, Temporal, string, int?> count)
    {
        if (!TryTemporal(call, out var start) || !Operands.TrySingle(call.First!, out var item)
            || !FunctionCall.TryText(call.Second, out var unit))
        {
            return;
        }

        var end = SystemValue.Of(item);
        if (!ValueOrder.AreComparableTimes(start.Kind, end.Kind))
            throw new EvaluationFault(IssueType.Processing, "There is no time between these two kinds of values");
        if (CalendarUnit.OfWord(unit) is not { } word)
            throw new EvaluationFault(IssueType.Processing, "A calendar unit was expected, such as 'days'");
        if (count(start, end.Temporal, word) is { } answer)
            call.Answer(answer);
    }
}

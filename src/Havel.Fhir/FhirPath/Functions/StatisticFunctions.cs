using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>Sums and extremes of a collection; empty for an empty one.
/// Source: https://hl7.org/fhir/uv/sdc/expressions.html#fhirpath-supplements.</summary>
internal static class StatisticFunctions
{
    public static readonly FunctionSpec[] All =
    [
        new("sum", 0, 0, FunctionResult.Item, static (in call) => call.Answer(Sum(call))),
        new("avg", 0, 0, FunctionResult.Unknown, Average),
        new("min", 0, 0, FunctionResult.Item, static (in call) => call.Answer(Extreme(call, wanted: -1))),
        new("max", 0, 0, FunctionResult.Item, static (in call) => call.Answer(Extreme(call, wanted: 1))),
    ];

    private static FhirPathValue? Sum(in FunctionCall call)
    {
        FhirPathValue? sum = null;
        foreach (ref readonly var item in call.Input.Span)
        {
            if (sum is not { } partial)
                sum = SystemValue.Of(item);
            else if (Arithmetic.Apply('+', partial, item) is { } next)
                sum = next;
            else
                return null;
        }

        return sum;
    }

    private static void Average(in FunctionCall call)
    {
        if (Sum(call) is { } sum)
            call.Answer(Arithmetic.Apply('/', sum, FhirPathValue.Of(call.Input.Count)));
    }

    private static FhirPathValue? Extreme(in FunctionCall call, int wanted)
    {
        FhirPathValue? best = null;
        foreach (ref readonly var item in call.Input.Span)
        {
            var value = SystemValue.Of(item);
            if (best is not { } known)
                best = value;
            else if (ValueOrder.Compare(value, known) is not { } order)
                return null;
            else if (Math.Sign(order) == wanted)
                best = value;
        }

        return best;
    }
}

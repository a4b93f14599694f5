using Havel.Fhir.FhirPath.Evaluation;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>Subsetting. Source: https://hl7.org/fhirpath/N1/#subsetting.</summary>
internal static class SubsetFunctions
{
    public static readonly FunctionSpec[] All =
    [
        new("first", 0, 0, FunctionResult.Item, static (in call) => Slice(call, 0, 1), FunctionInput.Ordered),
        new("last", 0, 0, FunctionResult.Item,
            static (in call) => Slice(call, call.Input.Count - 1, 1), FunctionInput.Ordered),
        new("tail", 0, 0, FunctionResult.Input,
            static (in call) => Slice(call, 1, int.MaxValue), FunctionInput.Ordered),
        new("skip", 1, 1, FunctionResult.Input, Skip, FunctionInput.Ordered),
        new("take", 1, 1, FunctionResult.Input, Take, FunctionInput.Ordered),
        new("single", 0, 0, FunctionResult.Item, Single),
        new("intersect", 1, 1, FunctionResult.Input, Intersect),
        new("exclude", 1, 1, FunctionResult.Input, Exclude),
    ];

    private static void Slice(in FunctionCall call, int start, int count)
    {
        for (var i = Math.Max(start, 0); i < call.Input.Count && count > 0; i++, count--)
            call.Output.Add(call.Input[i]);
    }

    private static void Skip(in FunctionCall call)
    {
        if (FunctionCall.TryInteger(call.First, out var count))
            Slice(call, count, int.MaxValue);
    }

    private static void Take(in FunctionCall call)
    {
        if (FunctionCall.TryInteger(call.First, out var count))
            Slice(call, 0, count);
    }

    private static void Single(in FunctionCall call)
    {
        if (Operands.TrySingle(call.Input, out var value))
            call.Output.Add(value);
    }

    private static void Intersect(in FunctionCall call)
    {
        var others = new HashSet<FhirPathValue>(call.First!, call.Frame.Comparer);
        foreach (ref readonly var item in call.Input.Span)
        {
            // Removing what was found keeps the answer free of duplicates.
            if (others.Remove(item))
                call.Output.Add(item);
        }
    }

    private static void Exclude(in FunctionCall call)
    {
        var others = new HashSet<FhirPathValue>(call.First!, call.Frame.Comparer);
        foreach (ref readonly var item in call.Input.Span)
        {
            if (!others.Contains(item))
                call.Output.Add(item);
        }
    }
}

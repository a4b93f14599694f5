using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>Existence and combining. Sources: https://hl7.org/fhirpath/N1/#existence, #combining.</summary>
internal static class CollectionFunctions
{
    public static readonly FunctionSpec[] All =
    [
        new("count", 0, 0, FunctionResult.Integer, static (in call) => call.Answer(call.Input.Count)),
        new("distinct", 0, 0, FunctionResult.Input, Distinct),
        new("isDistinct", 0, 0, FunctionResult.Boolean, IsDistinct),
        new("allTrue", 0, 0, FunctionResult.Boolean, static (in call) => call.Answer(!Any(call.Input, false))),
        new("anyTrue", 0, 0, FunctionResult.Boolean, static (in call) => call.Answer(Any(call.Input, true))),
        new("allFalse", 0, 0, FunctionResult.Boolean, static (in call) => call.Answer(!Any(call.Input, true))),
        new("anyFalse", 0, 0, FunctionResult.Boolean, static (in call) => call.Answer(Any(call.Input, false))),
        new("subsetOf", 1, 1, FunctionResult.Boolean,
            static (in call) => call.Answer(IsSubset(call, call.Input, call.First!))),
        new("supersetOf", 1, 1, FunctionResult.Boolean,
            static (in call) => call.Answer(IsSubset(call, call.First!, call.Input))),
        new("union", 1, 1, FunctionResult.Both, Union),
        new("combine", 1, 1, FunctionResult.Both, Combine),
    ];

    private static void Distinct(in FunctionCall call)
    {
        var start = call.Output.Count;
        call.Output.AddRange(call.Input);
        Duplicates.Remove(call.Frame, call.Output, start);
    }

    private static void IsDistinct(in FunctionCall call)
    {
        var count = call.Input.Count;
        Duplicates.Remove(call.Frame, call.Input, 0);
        call.Answer(count == call.Input.Count);
    }

    private static bool Any(FhirPathCollection values, bool wanted)
    {
        foreach (ref readonly var item in values.Span)
        {
            var value = SystemValue.Of(item);
            if (value.Kind != FhirPathKind.Boolean)
                throw new EvaluationFault(Issues.IssueType.Processing, "Truth values were expected");
            if (value.Boolean == wanted)
                return true;
        }

        return false;
    }

    private static bool IsSubset(in FunctionCall call, FhirPathCollection part, FhirPathCollection whole)
    {
        var known = new HashSet<FhirPathValue>(whole, call.Frame.Comparer);
        foreach (ref readonly var item in part.Span)
        {
            if (!known.Contains(item))
                return false;
        }

        return true;
    }

    private static void Union(in FunctionCall call)
    {
        var start = call.Output.Count;
        Combine(call);
        Duplicates.Remove(call.Frame, call.Output, start);
    }

    private static void Combine(in FunctionCall call)
    {
        call.Output.AddRange(call.Input);
        call.Output.AddRange(call.First!);
    }
}

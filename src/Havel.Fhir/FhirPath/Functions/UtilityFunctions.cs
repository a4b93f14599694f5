using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>Time, precision and reflection. Sources: https://hl7.org/fhirpath/N1/#utility-functions, #reflection, and
/// https://hl7.org/fhirpath/#precision--integer for the newer ones.</summary>
internal static class UtilityFunctions
{
    private const int MillisecondDigits = 3;

    public static readonly FunctionSpec[] All =
    [
        new("now", 0, 0, FunctionResult.Unknown, static (in call) => call.Answer(Clock(call, FhirPathKind.DateTime))),
        new("today", 0, 0, FunctionResult.Unknown, static (in call) => call.Answer(Clock(call, FhirPathKind.Date))),
        new("timeOfDay", 0, 0, FunctionResult.Unknown, static (in call) => call.Answer(Clock(call, FhirPathKind.Time))),
        new("lowBoundary", 0, 1, FunctionResult.Unknown, static (in call) => Boundary(call, isLow: true)),
        new("highBoundary", 0, 1, FunctionResult.Unknown, static (in call) => Boundary(call, isLow: false)),
        new("precision", 0, 0, FunctionResult.Integer, Precision),
        new("comparable", 1, 1, FunctionResult.Boolean, Comparable),
        new("type", 0, 0, FunctionResult.Unknown, Type),
    ];

    private static FhirPathValue Clock(in FunctionCall call, FhirPathKind kind)
    {
        var now = call.Frame.Context.Now;
        var ticks = now.Ticks - now.Ticks % TimeSpan.TicksPerMillisecond;
        return FhirPathValue.Of(kind switch
        {
            FhirPathKind.Date => new Temporal(kind, now.Date.Ticks, Values.Precision.Day),
            FhirPathKind.Time => new Temporal(
                kind, ticks % TimeSpan.TicksPerDay, Values.Precision.Second, MillisecondDigits),
            _ => new Temporal(
                kind, ticks, Values.Precision.Second, MillisecondDigits, (int)now.Offset.TotalMinutes),
        });
    }

    private static void Boundary(in FunctionCall call, bool isLow)
    {
        int? digits = FunctionCall.TryInteger(call.First, out var wanted) ? wanted : null;
        if (call.TryInput(out var value))
            call.Answer(Boundaries.Of(value, isLow, digits));
    }

    private static void Precision(in FunctionCall call)
    {
        if (call.TryInput(out var value) && Boundaries.DigitsOf(value) is { } digits)
            call.Answer(digits);
    }

    private static void Comparable(in FunctionCall call)
    {
        if (!call.TryInput(out var value) || !Evaluation.Operands.TrySingle(call.First!, out var item))
            return;

        var other = SystemValue.Of(item);
        call.Answer(value.Kind == FhirPathKind.Quantity && other.Kind == FhirPathKind.Quantity
            && QuantityOrder.AreComparable(value, other));
    }

    private static TypeName NameOf(TypeDefinition type) =>
        new("FHIR", type.Name, type.Base is null ? "System.Any" : "FHIR." + type.Base.Name);

    private static void Type(in FunctionCall call)
    {
        foreach (ref readonly var item in call.Input.Span)
        {
            var name = item.Kind switch
            {
                FhirPathKind.Node => NameOf(item.Node.Type),
                FhirPathKind.ReferenceTarget => NameOf(item.TargetType!),
                var kind => new TypeName("System", kind.ToString(), "System.Any"),
            };
            call.Output.Add(FhirPathValue.Of(name));
        }
    }
}

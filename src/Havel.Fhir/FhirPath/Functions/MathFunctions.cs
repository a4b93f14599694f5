using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>Mathematics. Source: https://hl7.org/fhirpath/N1/#math-1.</summary>
internal static class MathFunctions
{
    private const int MostDecimals = 28;

    public static readonly FunctionSpec[] All =
    [
        Single("abs", 0, FunctionResult.Item, Abs),
        Single("ceiling", 0, FunctionResult.Integer, static (in call) => Whole(call, decimal.Ceiling)),
        Single("floor", 0, FunctionResult.Integer, static (in call) => Whole(call, decimal.Floor)),
        Single("truncate", 0, FunctionResult.Integer, static (in call) => Whole(call, decimal.Truncate)),
        Single("exp", 0, FunctionResult.Decimal, static (in call) => Real(call, Math.Exp)),
        Single("ln", 0, FunctionResult.Decimal, static (in call) => Real(call, Math.Log)),
        Single("sqrt", 0, FunctionResult.Decimal, static (in call) => Real(call, Math.Sqrt)),
        Single("log", 1, FunctionResult.Decimal, Log),
        Single("power", 1, FunctionResult.Unknown, Power),
        new("round", 0, 1, FunctionResult.Decimal, Round, FunctionInput.Single),
    ];

    private static FunctionSpec Single(string name, int arguments, FunctionResult result, FunctionBody body) =>
        new(name, arguments, arguments, result, body, FunctionInput.Single);

    private static void Abs(in FunctionCall call)
    {
        if (!call.TryInput(out var value))
            return;

        call.Answer(value.Kind switch
        {
            FhirPathKind.Integer when value.Integer == int.MinValue => null,
            FhirPathKind.Integer => FhirPathValue.Of(Math.Abs(value.Integer)),
            FhirPathKind.Decimal => FhirPathValue.Of(Math.Abs(value.Decimal)),
            FhirPathKind.Quantity => FhirPathValue.Quantity(Math.Abs(value.Decimal), value.Unit, value.IsCalendarUnit),
            _ => throw new EvaluationFault(IssueType.Processing, "A number was expected"),
        });
    }

    private static void Whole(in FunctionCall call, Func<decimal, decimal> work)
    {
        if (call.TryNumber(out var value) && work(value.Decimal) is >= int.MinValue and <= int.MaxValue and var whole)
            call.Answer((int)whole);
    }

    private static void Real(in FunctionCall call, Func<double, double> work)
    {
        if (call.TryNumber(out var value))
            Answer(call, work((double)value.Decimal));
    }

    private static void Answer(in FunctionCall call, double value)
    {
        if (double.IsFinite(value) && Math.Abs(value) < (double)decimal.MaxValue)
            call.Answer((decimal)value);
    }

    private static bool TryArgument(in FunctionCall call, out FhirPathValue number)
    {
        number = default;
        if (!Operands.TrySingle(call.First!, out var item))
            return false;

        number = SystemValue.Of(item);
        return ValueOrder.IsNumber(number)
            ? true
            : throw new EvaluationFault(IssueType.Processing, "A number was expected");
    }

    private static void Log(in FunctionCall call)
    {
        if (call.TryNumber(out var value) && TryArgument(call, out var to))
            Answer(call, Math.Log((double)value.Decimal, (double)to.Decimal));
    }

    private static void Power(in FunctionCall call)
    {
        if (!call.TryNumber(out var value) || !TryArgument(call, out var exponent))
            return;

        var answer = Math.Pow((double)value.Decimal, (double)exponent.Decimal);
        var isWhole = value.Kind == FhirPathKind.Integer && exponent is { Kind: FhirPathKind.Integer, Integer: >= 0 };
        if (!isWhole)
            Answer(call, answer);
        else if (Math.Abs(answer) <= int.MaxValue)
            call.Answer((int)answer);
    }

    private static void Round(in FunctionCall call)
    {
        if (!call.TryNumber(out var value))
            return;

        FunctionCall.TryInteger(call.First, out var digits);
        if (digits is < 0 or > MostDecimals)
            throw new EvaluationFault(IssueType.Processing, $"round() keeps 0 to {MostDecimals} digits");

        call.Answer(Math.Round(value.Decimal, digits, MidpointRounding.AwayFromZero));
    }
}

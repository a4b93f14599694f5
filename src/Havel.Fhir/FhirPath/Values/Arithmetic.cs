using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.Issues;
using Havel.Fhir.Ucum;

namespace Havel.Fhir.FhirPath.Values;

/// <summary>The mathematical operators; null stands for the empty answer of an overflow or a division by zero.
/// Source: https://hl7.org/fhirpath/N1/#math.</summary>
internal static class Arithmetic
{
    public static FhirPathValue? Apply(char operation, in FhirPathValue left, in FhirPathValue right)
    {
        var (a, b) = (SystemValue.Of(left), SystemValue.Of(right));
        try
        {
            if (a.Kind == FhirPathKind.Integer && b.Kind == FhirPathKind.Integer)
                return OnIntegers(operation, a.Integer, b.Integer);
            if (ValueOrder.IsNumber(a) && ValueOrder.IsNumber(b))
                return OnDecimals(operation, a.Decimal, b.Decimal);
            if (ValueOrder.IsAmount(a) && ValueOrder.IsAmount(b))
                return OnQuantities(operation, ValueOrder.ToQuantity(a), ValueOrder.ToQuantity(b));
        }
        catch (OverflowException)
        {
            return null;
        }

        if (operation == '+' && a.Kind == FhirPathKind.String && b.Kind == FhirPathKind.String)
            return FhirPathValue.Of(Join(a.String, b.String));
        if (operation is '+' or '-' && IsTemporal(a.Kind) && b.Kind == FhirPathKind.Quantity)
            return Move(a, b, operation == '+' ? 1 : -1);

        throw new EvaluationFault(
            IssueType.Processing,
                $"{ValueOrder.Describe(left)} {Sign(operation)} {ValueOrder.Describe(right)} has no meaning");
    }

    /// <summary>Joins two texts within the limit for built strings.</summary>
    public static string Join(string left, string right) =>
        left.Length + right.Length <= Limits.FhirPathString
            ? left + right
            : throw new EvaluationFault(IssueType.TooCostly, $"A text of over {Limits.FhirPathString} characters");

    public static bool IsTemporal(FhirPathKind kind) =>
        kind is FhirPathKind.Date or FhirPathKind.DateTime or FhirPathKind.Time;

    private static string Sign(char operation) => operation switch
    {
        'd' => "div",
        'm' => "mod",
        _ => operation.ToString(),
    };

    private static FhirPathValue? Move(in FhirPathValue start, in FhirPathValue duration, int sign) =>
        TemporalArithmetic.Add(start.Temporal, duration, sign) is { } moved ? FhirPathValue.Of(moved) : null;

    private static FhirPathValue? OnIntegers(char operation, int left, int right)
    {
        if (right == 0 && operation is not ('+' or '-' or '*'))
            return null;

        return operation switch
        {
            '+' => FhirPathValue.Of(checked(left + right)),
            '-' => FhirPathValue.Of(checked(left - right)),
            '*' => FhirPathValue.Of(checked(left * right)),
            '/' => FhirPathValue.Of((decimal)left / right),
            'd' => FhirPathValue.Of(checked((int)((long)left / right))),
            _ => FhirPathValue.Of((int)((long)left % right)),
        };
    }

    private static FhirPathValue? OnDecimals(char operation, decimal left, decimal right)
    {
        if (right == 0 && operation is not ('+' or '-' or '*'))
            return null;

        return operation switch
        {
            '+' => FhirPathValue.Of(left + right),
            '-' => FhirPathValue.Of(left - right),
            '*' => FhirPathValue.Of(left * right),
            '/' => FhirPathValue.Of(left / right),
            'd' => FhirPathValue.Of(decimal.ToInt32(decimal.Truncate(left / right))),
            _ => FhirPathValue.Of(left % right),
        };
    }

    private static FhirPathValue? OnQuantities(char operation, in FhirPathValue left, in FhirPathValue right)
    {
        if (operation is '+' or '-')
        {
            return QuantityOrder.Convert(right, left) is { } amount
                ? Of(operation == '+' ? left.Decimal + amount : left.Decimal - amount, left)
                : null;
        }

        if (operation is not ('*' or '/'))
            throw new EvaluationFault(IssueType.Processing, $"{Sign(operation)} has no meaning between quantities");
        if (operation == '/' && right.Decimal == 0)
            return null;
        if (right.Unit == "1")
            return Of(operation == '*' ? left.Decimal * right.Decimal : left.Decimal / right.Decimal, left);
        if (operation == '*' && left.Unit == "1")
            return Of(left.Decimal * right.Decimal, right);
        if (operation == '/' && QuantityOrder.Convert(left, right) is { } same)
            return FhirPathValue.Quantity(same / right.Decimal, "1");

        return OnUnits(operation, left, right);
    }

    private static FhirPathValue Of(decimal amount, in FhirPathValue model) =>
        FhirPathValue.Quantity(amount, model.Unit, model.IsCalendarUnit);

    private static FhirPathValue? OnUnits(char operation, in FhirPathValue left, in FhirPathValue right)
    {
        if (QuantityOrder.Unit(left) is not { } unit || QuantityOrder.Unit(right) is not { } other)
            return null;

        var (first, second) = (new UcumQuantity(left.Decimal, unit), new UcumQuantity(right.Decimal, other));
        return (operation == '*' ? first.Multiply(second) : first.Divide(second)) is { } answer
            ? FhirPathValue.Quantity(answer.Value, answer.Unit.Code)
            : null;
    }
}

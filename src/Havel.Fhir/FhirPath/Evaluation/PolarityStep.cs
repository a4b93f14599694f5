using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>A sign before a number or quantity.</summary>
internal sealed class PolarityStep(bool isMinus, Step operand) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var buffer = frame.Rent();
        operand.Run(frame, buffer);
        if (Operands.TrySingle(buffer, out var value))
            output.Add(Turn(SystemValue.Of(value)));
        frame.Return();
    }

    private FhirPathValue Turn(in FhirPathValue value)
    {
        if (!ValueOrder.IsAmount(value))
            throw new EvaluationFault(IssueType.Processing, $"{ValueOrder.Describe(value)} has no sign");
        if (!isMinus)
            return value;

        return value.Kind switch
        {
            FhirPathKind.Integer => FhirPathValue.Of(unchecked(-value.Integer)),
            FhirPathKind.Decimal => FhirPathValue.Of(-value.Decimal),
            _ => FhirPathValue.Quantity(-value.Decimal, value.Unit, value.IsCalendarUnit),
        };
    }
}

using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>+ - * / div mod</c> (the last two as d and m).</summary>
internal sealed class ArithmeticStep(char operation, Step left, Step right) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var (first, second) = (frame.Rent(), frame.Rent());
        left.Run(frame, first);
        right.Run(frame, second);
        if (Operands.TrySingle(first, out var a) && Operands.TrySingle(second, out var b)
            && Arithmetic.Apply(operation, a, b) is { } answer)
        {
            frame.SpendText(answer.String.Length);
            output.Add(answer);
        }

        frame.Return();
        frame.Return();
    }
}

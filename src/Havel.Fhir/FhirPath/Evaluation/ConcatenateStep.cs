using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>&amp;</c>: joins texts, empty counting as no text.</summary>
internal sealed class ConcatenateStep(Step left, Step right) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var (first, second) = (Text(frame, left), Text(frame, right));
        frame.SpendText(first.Length + second.Length);
        output.Add(FhirPathValue.Of(Arithmetic.Join(first, second)));
    }

    private static string Text(Frame frame, Step part)
    {
        var buffer = frame.Rent();
        part.Run(frame, buffer);
        var found = Operands.TrySingle(buffer, out var value);
        frame.Return();
        if (!found)
            return string.Empty;

        var text = SystemValue.Of(value);
        return text.Kind == FhirPathKind.String
            ? text.String
            : throw new EvaluationFault(IssueType.Processing, $"{ValueOrder.Describe(value)} is no text for &");
    }
}

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>is</c>.</summary>
internal sealed class IsStep(Step operand, TypeTest test) : Step
{
    public Step Operand => operand;

    public TypeTest Type => test;

    public override void Run(Frame frame, FhirPathCollection output)
    {
        if (Test(frame) is { } answer)
            output.Add(FhirPathValue.Of(answer));
    }

    public override bool? Test(Frame frame)
    {
        var buffer = frame.Rent();
        operand.Run(frame, buffer);
        bool? answer = Operands.TrySingle(buffer, out var value) ? test.Matches(value) : null;
        frame.Return();
        return answer;
    }
}

using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>.</summary>
internal sealed class CompareStep(string operation, Step left, Step right) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        if (Test(frame) is { } answer)
            output.Add(FhirPathValue.Of(answer));
    }

    public override bool? Test(Frame frame)
    {
        var (first, second) = (frame.Rent(), frame.Rent());
        left.Run(frame, first);
        right.Run(frame, second);
        var order = Operands.TrySingle(first, out var a) && Operands.TrySingle(second, out var b)
            ? ValueOrder.Compare(a, b)
            : null;
        frame.Return();
        frame.Return();
        return order is { } sign ? Decide(sign) : null;
    }

    private bool Decide(int sign) => operation switch
    {
        "<" => sign < 0,
        "<=" => sign <= 0,
        ">" => sign > 0,
        _ => sign >= 0,
    };
}

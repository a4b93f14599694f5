using Havel.Fhir.FhirPath.Functions;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>A function of the library: input and arguments evaluated first, each into a buffer.</summary>
internal sealed class CallStep(Step source, Step? first, Step? second, FunctionBody body) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var input = frame.Rent();
        source.Run(frame, input);
        var a = Evaluate(frame, first);
        var b = Evaluate(frame, second);
        frame.Spend(1 + input.Count + (a?.Count ?? 0));
        body(new FunctionCall(frame, input, a, b, output));
        if (b is not null)
            frame.Return();
        if (a is not null)
            frame.Return();
        frame.Return();
    }

    private static FhirPathCollection? Evaluate(Frame frame, Step? argument)
    {
        if (argument is null)
            return null;

        var values = frame.Rent();
        argument.Run(frame, values);
        return values;
    }
}

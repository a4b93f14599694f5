using Havel.Fhir.FhirPath.Functions;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>A function of the library: input and arguments evaluated first, each into a buffer.</summary>
internal sealed class CallStep(Step source, Step[] arguments, FunctionBody body) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var input = frame.Rent();
        source.Run(frame, input);
        var first = Evaluate(frame, 0);
        var second = Evaluate(frame, 1);
        var third = Evaluate(frame, 2);
        frame.Spend(1 + input.Count + (first?.Count ?? 0));
        body(new FunctionCall(frame, input, first, second, third, output));
        for (var i = 0; i < arguments.Length; i++)
            frame.Return();
        frame.Return();
    }

    private FhirPathCollection? Evaluate(Frame frame, int number)
    {
        if (number >= arguments.Length)
            return null;

        var values = frame.Rent();
        arguments[number].Run(frame, values);
        return values;
    }
}

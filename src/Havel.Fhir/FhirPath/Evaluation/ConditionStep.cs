namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>iif(criterion, then, otherwise)</c>: only the chosen side is evaluated; <c>$this</c> is the
/// input.</summary>
internal sealed class ConditionStep(Step source, Step criterion, Step then, Step? otherwise) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var input = frame.Rent();
        source.Run(frame, input);
        var self = frame.This;
        // The input replaces $this only where there is one: {}.iif(true, ...) still answers.
        if (Operands.TrySingle(input, out var value))
            frame.This = value;
        var chosen = criterion.Test(frame) == true ? then : otherwise;
        chosen?.Run(frame, output);
        frame.This = self;
        frame.Return();
    }
}

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>ofType()</c> and <c>as</c>: filters in place. <c>as</c> is given several items by R4's own search
/// parameters (<c>Observation.component.value as Quantity</c>), so it filters too instead of being a fault.</summary>
internal sealed class OfTypeStep(Step operand, TypeTest test) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var start = output.Count;
        operand.Run(frame, output);
        var kept = start;
        for (var i = start; i < output.Count; i++)
        {
            if (test.Matches(output[i]))
                output.Set(kept++, output[i]);
        }

        output.Truncate(kept);
    }
}

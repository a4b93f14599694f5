namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>$index</c> or <c>$total</c>.</summary>
internal sealed class SpecialStep(bool isIndex) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        if (isIndex)
        {
            output.Add(FhirPathValue.Of(frame.Index));
        }
        else if (frame.Total is { } total)
        {
            frame.Spend(1 + total.Count);
            output.AddRange(total);
        }
    }
}

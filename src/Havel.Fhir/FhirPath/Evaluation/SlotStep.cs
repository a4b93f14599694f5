namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>A variable that the expression defines.</summary>
internal sealed class SlotStep(int slot) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var values = frame.Slot(slot);
        frame.Spend(1 + values.Count);
        output.AddRange(values);
    }
}

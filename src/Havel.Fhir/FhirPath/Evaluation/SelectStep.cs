namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>select(projection)</c>.</summary>
internal sealed class SelectStep(Step source, Step projection) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var items = frame.Rent();
        source.Run(frame, items);
        var (self, index) = (frame.This, frame.Index);
        for (var i = 0; i < items.Count; i++)
        {
            frame.Spend();
            frame.This = items[i];
            frame.Index = i;
            projection.Run(frame, output);
        }

        (frame.This, frame.Index) = (self, index);
        frame.Return();
    }
}

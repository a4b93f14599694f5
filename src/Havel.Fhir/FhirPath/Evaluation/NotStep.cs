namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>not()</c>.</summary>
internal sealed class NotStep(Step source) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        if (Test(frame) is { } answer)
            output.Add(FhirPathValue.Of(answer));
    }

    public override bool? Test(Frame frame) => !source.Test(frame);
}

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>exists()</c> and <c>empty()</c>.</summary>
internal sealed class PresenceStep(Step source, bool wanted) : Step
{
    public override void Run(Frame frame, FhirPathCollection output) => output.Add(FhirPathValue.Of(Decide(frame)));

    public override bool? Test(Frame frame) => Decide(frame);

    private bool Decide(Frame frame) => source.Any(frame) == wanted;
}

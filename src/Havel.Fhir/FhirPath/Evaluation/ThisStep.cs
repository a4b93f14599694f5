namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>$this</c>, written or implied.</summary>
internal sealed class ThisStep : Step
{
    public static readonly ThisStep Instance = new();

    public override void Run(Frame frame, FhirPathCollection output)
    {
        if (frame.This.Kind != FhirPathKind.None)
            output.Add(frame.This);
    }
}

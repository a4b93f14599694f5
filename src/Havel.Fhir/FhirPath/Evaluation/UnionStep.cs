namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>|</c>: both sides without duplicates, in order.</summary>
internal sealed class UnionStep(Step left, Step right) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var start = output.Count;
        left.Run(frame, output);
        right.Run(frame, output);
        Duplicates.Remove(frame, output, start);
    }
}

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>coalesce(a, b, ...)</c>: the first argument that is not empty; those behind it are not
/// evaluated.</summary>
internal sealed class CoalesceStep(Step[] alternatives) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var start = output.Count;
        foreach (var alternative in alternatives)
        {
            frame.Spend();
            alternative.Run(frame, output);
            if (output.Count > start)
                return;
        }
    }
}

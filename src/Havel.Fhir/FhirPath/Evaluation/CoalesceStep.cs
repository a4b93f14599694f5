namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>coalesce(a, b, ...)</c>: the first argument that is not empty; those behind it are not
/// evaluated.</summary>
/// <param name="source">What stands before the call, for the variables it defines; null where nothing does.</param>
/// <param name="alternatives">The arguments.</param>
internal sealed class CoalesceStep(Step? source, Step[] alternatives) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        if (source is not null)
        {
            source.Run(frame, frame.Rent());
            frame.Return();
        }

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

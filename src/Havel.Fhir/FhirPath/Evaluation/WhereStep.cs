namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>where(criteria)</c>: filters in place at the end of the output.</summary>
internal sealed class WhereStep(Step source, Step criteria) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var start = output.Count;
        source.Run(frame, output);
        var end = output.Count;
        var (self, index) = (frame.This, frame.Index);
        var kept = start;
        for (var i = start; i < end; i++)
        {
            var item = output[i];
            frame.Spend();
            frame.This = item;
            frame.Index = i - start;
            if (criteria.Test(frame) == true)
                output.Set(kept++, item);
        }

        (frame.This, frame.Index) = (self, index);
        output.Truncate(kept);
    }
}

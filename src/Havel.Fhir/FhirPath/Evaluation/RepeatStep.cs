namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>repeat(projection)</c>: projects what it found until nothing new comes; <c>repeatAll</c> takes what it
/// has seen before, too, so that only the limit on steps ends a circle.
/// Source: https://hl7.org/fhirpath/N1/#repeatprojection-expression--collection.</summary>
internal sealed class RepeatStep(Step source, Step projection, bool keepsAll) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var (found, round) = (frame.Rent(), frame.Rent());
        source.Run(frame, found);
        var (self, index) = (frame.This, frame.Index);
        var seen = keepsAll ? null : new HashSet<FhirPathValue>(frame.Comparer);
        var queue = new Queue<FhirPathValue>(found.Count);
        foreach (ref readonly var item in found.Span)
            queue.Enqueue(item);

        while (queue.TryDequeue(out var item))
        {
            frame.Spend();
            frame.This = item;
            round.Clear();
            projection.Run(frame, round);
            foreach (ref readonly var next in round.Span)
            {
                frame.Spend();
                if (seen?.Add(next) == false)
                    continue;
                output.Add(next);
                queue.Enqueue(next);
            }
        }

        (frame.This, frame.Index) = (self, index);
        frame.Return();
        frame.Return();
    }
}

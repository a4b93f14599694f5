using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>repeat(projection)</c>: projects what it found until nothing new comes.
/// Source: https://hl7.org/fhirpath/N1/#repeatprojection-expression--collection.</summary>
internal sealed class RepeatStep(Step source, Step projection) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var (found, round) = (frame.Rent(), frame.Rent());
        source.Run(frame, found);
        var (self, index) = (frame.This, frame.Index);
        var seen = new HashSet<FhirPathValue>(ValueComparer.Instance);
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
                if (!seen.Add(next))
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

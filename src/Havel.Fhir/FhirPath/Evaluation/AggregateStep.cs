namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>aggregate(aggregator, init)</c>. Source: https://hl7.org/fhirpath/N1/#aggregates.</summary>
internal sealed class AggregateStep(Step source, Step aggregator, Step? initial) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var (items, total, next) = (frame.Rent(), frame.Rent(), frame.Rent());
        source.Run(frame, items);
        initial?.Run(frame, total);
        var (self, index, outer) = (frame.This, frame.Index, frame.Total);
        for (var i = 0; i < items.Count; i++)
        {
            frame.Spend();
            (frame.This, frame.Index, frame.Total) = (items[i], i, total);
            next.Clear();
            aggregator.Run(frame, next);
            (total, next) = (next, total);
        }

        (frame.This, frame.Index, frame.Total) = (self, index, outer);
        output.AddRange(total);
        frame.Return();
        frame.Return();
        frame.Return();
    }
}

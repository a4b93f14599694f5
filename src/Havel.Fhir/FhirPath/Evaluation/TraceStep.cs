using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>trace(name, projection)</c>: shows its input, or a projection of it, and passes the input on.</summary>
internal sealed class TraceStep(Step source, Step name, Step? projection) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        if (frame.Context.Trace is not { } trace)
        {
            source.Run(frame, output);
            return;
        }

        var (label, items) = (frame.Rent(), frame.Rent());
        name.Run(frame, label);
        var input = frame.Rent();
        source.Run(frame, input);
        Project(frame, input, items);
        trace(Operands.TrySingle(label, out var text) ? ValueText.Of(text) : string.Empty, items);
        output.AddRange(input);
        frame.Return();
        frame.Return();
        frame.Return();
    }

    private void Project(Frame frame, FhirPathCollection input, FhirPathCollection items)
    {
        var self = frame.This;
        foreach (ref readonly var item in input.Span)
        {
            frame.This = item;
            if (projection is null)
                items.Add(item);
            else
                projection.Run(frame, items);
        }

        frame.This = self;
    }
}

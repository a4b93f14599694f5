using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>The System value of primitives: <c>getValue()</c>, and <c>value</c> on a primitive.</summary>
internal sealed class PrimitiveValueStep(Step source) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var items = frame.Rent();
        source.Run(frame, items);
        foreach (ref readonly var item in items.Span)
        {
            frame.Spend();
            if (!item.IsNode)
                output.Add(item);
            else if (item.Node is { HasValue: true, Type.IsPrimitive: true })
                output.Add(SystemValue.Of(item));
        }

        frame.Return();
    }
}

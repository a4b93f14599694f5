using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>collection[index]</c>.</summary>
internal sealed class IndexerStep(Step source, Step index) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var (items, position) = (frame.Rent(), frame.Rent());
        source.Run(frame, items);
        index.Run(frame, position);
        if (Operands.TrySingle(position, out var value))
        {
            var at = SystemValue.Of(value);
            if (at.Kind != FhirPathKind.Integer)
                throw new EvaluationFault(IssueType.Processing, "An index must be an integer");
            if (at.Integer >= 0 && at.Integer < items.Count)
                output.Add(items[at.Integer]);
        }

        frame.Return();
        frame.Return();
    }
}

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>all(criteria)</c>, and <c>exists(criteria)</c>: stops at the first item that decides.</summary>
internal sealed class QuantifierStep(Step source, Step criteria, bool isAll) : Step
{
    public override void Run(Frame frame, FhirPathCollection output) => output.Add(FhirPathValue.Of(Decide(frame)));

    public override bool? Test(Frame frame) => Decide(frame);

    private bool Decide(Frame frame)
    {
        var items = frame.Rent();
        source.Run(frame, items);
        var (self, index) = (frame.This, frame.Index);
        var answer = isAll;
        for (var i = 0; i < items.Count && answer == isAll; i++)
        {
            frame.Spend();
            frame.This = items[i];
            frame.Index = i;
            answer = criteria.Test(frame) == true;
        }

        (frame.This, frame.Index) = (self, index);
        frame.Return();
        return answer;
    }
}

using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>in</c>, and <c>contains</c> with its sides exchanged. Source:
/// https://hl7.org/fhirpath/N1/#collections-2.</summary>
internal sealed class MembershipStep(Step item, Step collection) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        if (Test(frame) is { } answer)
            output.Add(FhirPathValue.Of(answer));
    }

    public override bool? Test(Frame frame)
    {
        var first = frame.Rent();
        item.Run(frame, first);
        var isThere = Operands.TrySingle(first, out var value);
        var answer = isThere ? (collection as ConstantsStep)?.Contains(value) : null;
        if (answer is null)
        {
            var second = frame.Rent();
            collection.Run(frame, second);
            answer = isThere ? Find(frame, value, second) : null;
            frame.Return();
        }

        frame.Return();
        return answer;
    }

    private static bool Find(Frame frame, in FhirPathValue value, FhirPathCollection values)
    {
        foreach (ref readonly var other in values.Span)
        {
            frame.Spend();
            if (ValueEquality.AreEqual(value, other) == true)
                return true;
        }

        return false;
    }
}

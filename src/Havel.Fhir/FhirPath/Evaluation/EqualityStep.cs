using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>=</c>, <c>!=</c>, <c>~</c>, <c>!~</c>.</summary>
internal sealed class EqualityStep(Step left, Step right, bool isEquivalence, bool isNegated) : Step
{
    private readonly byte[]? _text =
        !isEquivalence && right is ConstantStep { Value.Kind: FhirPathKind.String } constant
        ? Encoding.UTF8.GetBytes(constant.Value.String)
        : null;

    public override void Run(Frame frame, FhirPathCollection output)
    {
        if (Test(frame) is { } answer)
            output.Add(FhirPathValue.Of(answer));
    }

    public override bool? Test(Frame frame)
    {
        var first = frame.Rent();
        left.Run(frame, first);
        var answer = _text is not null && MatchText(first) is { } match ? match : Compare(frame, first);
        frame.Return();
        return isNegated ? !answer : answer;
    }

    private bool? Compare(Frame frame, FhirPathCollection first)
    {
        var second = frame.Rent();
        right.Run(frame, second);
        frame.Spend(first.Count + second.Count);
        bool? answer = isEquivalence
            ? ValueEquivalence.AreEquivalent(first, second)
            : ValueEquality.AreEqual(first, second);
        frame.Return();
        return answer;
    }

    /// <summary>A text element against a literal, by its bytes; null where that does not tell.</summary>
    private bool? MatchText(FhirPathCollection first)
    {
        if (first.Count != 1 || !first[0].IsNode)
            return null;

        var node = first[0].Node;
        var kind = node.Type.Primitive;
        return kind != PrimitiveKind.None && SystemValue.KindOf(kind) == FhirPathKind.String
            && node.HasValue && !node.HasEscapes
            ? node.RawText.SequenceEqual(_text)
            : null;
    }
}

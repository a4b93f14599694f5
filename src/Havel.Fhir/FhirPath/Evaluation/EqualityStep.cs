using System.Text;
using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>=</c>, <c>!=</c>, <c>~</c>, <c>!~</c>.</summary>
internal sealed class EqualityStep(Step left, Step right, bool isEquivalence, bool isNegated) : Step
{
    private readonly FhirPathValue _constant =
        !isEquivalence && right is ConstantStep constant ? constant.Value : default;

    private readonly byte[]? _text =
        !isEquivalence && right is ConstantStep { Value.Kind: FhirPathKind.String } constant
        ? Encoding.UTF8.GetBytes(constant.Value.String)
        : null;

    private readonly PathStep? _path = left is PathStep { IsSingleFromThis: true } path ? path : null;

    /// <summary>The text that <paramref name="path"/> must be equal to; false for any other comparison.</summary>
    public bool TryGetText(out PathStep? path, out string text)
    {
        path = _path;
        text = _constant.String;
        return _path is not null && _text is not null && !isNegated;
    }

    public override void Run(Frame frame, FhirPathCollection output)
    {
        if (Test(frame) is { } answer)
            output.Add(FhirPathValue.Of(answer));
    }

    public override bool? Test(Frame frame)
    {
        var answer = _path is not null && _constant.Kind != FhirPathKind.None && frame.This.IsNode
            ? TestSingle(frame, _path)
            : TestCollections(frame);
        return isNegated ? !answer : answer;
    }

    /// <summary>A single element against a literal: no collection is needed.</summary>
    private bool? TestSingle(Frame frame, PathStep path)
    {
        frame.Spend();
        var table = frame.This.Table;
        var index = path.First(frame, table, frame.This.NodeIndex);
        return index == 0 ? null : EqualsConstant(new Node(table, index));
    }

    private bool? TestCollections(Frame frame)
    {
        var first = frame.Rent();
        left.Run(frame, first);
        bool? answer = first.Count == 1 && first[0].IsNode && _constant.Kind != FhirPathKind.None
            ? EqualsConstant(first[0].Node)
            : Compare(frame, first);
        frame.Return();
        return answer;
    }

    private bool? EqualsConstant(Node node)
    {
        if (_text is not null && NodeEquality.IsPlainText(node))
            return node.RawText.SequenceEqual(_text);

        return ValueEquality.AreEqual(FhirPathValue.Of(node), _constant);
    }

    private bool? Compare(Frame frame, FhirPathCollection first)
    {
        var second = frame.Rent();
        right.Run(frame, second);
        frame.SpendItems(first);
        frame.SpendItems(second);
        bool? answer = isEquivalence
            ? ValueEquivalence.AreEquivalent(frame, first, second)
            : ValueEquality.AreEqual(first, second);
        frame.Return();
        return answer;
    }
}

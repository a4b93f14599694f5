using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Terminology;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>Questions to terminology. Source: https://hl7.org/fhir/R4/fhirpath.html#functions.</summary>
internal static class CodeFunctions
{
    public static readonly FunctionSpec[] All =
    [
        new("memberOf", 1, 1, FunctionResult.Boolean, MemberOf),
        new("subsumes", 1, 1, FunctionResult.Boolean, static (in call) => Subsumes(call, isReversed: false)),
        new("subsumedBy", 1, 1, FunctionResult.Boolean, static (in call) => Subsumes(call, isReversed: true)),
    ];

    private static void MemberOf(in FunctionCall call)
    {
        if (!Operands.TrySingle(call.Input, out var code) || !FunctionCall.TryText(call.First, out var valueSet)
            || call.Frame.Context.Terminology is not { } terminology)
        {
            return;
        }

        if (IsMember(terminology, code, valueSet) is { } answer)
            call.Answer(answer);
    }

    /// <summary>Of a concept, one coding suffices; null where that cannot be said.</summary>
    private static bool? IsMember(ITerminology terminology, in FhirPathValue value, string valueSet)
    {
        if (!value.IsNode)
        {
            return value.Kind == FhirPathKind.String
                ? Answer(terminology.Check(valueSet, null, value.String), valueSet)
                : throw new EvaluationFault(IssueType.Processing, $"{ValueOrder.Describe(value)} is no code");
        }

        var node = value.Node;
        if (node.Type.IsPrimitive)
            return Answer(terminology.Check(valueSet, CodedValue.OfPrimitive(node)), valueSet);
        if (node.Type.Name != "CodeableConcept")
            return Answer(terminology.Check(valueSet, CodedValue.OfCoding(node, isDisplayChecked: false)), valueSet);

        bool? answer = false;
        foreach (var coding in node.ChildrenOf("coding"))
        {
            var isMember = Answer(
                terminology.Check(valueSet, CodedValue.OfCoding(coding, isDisplayChecked: false)), valueSet);
            if (isMember == true)
                return true;
            answer &= isMember;
        }

        return answer;
    }

    private static bool? Answer(in CodeCheck check, string valueSet) => check.Verdict switch
    {
        CodeVerdict.Member => true,
        CodeVerdict.NotMember or CodeVerdict.UnknownCode => false,
        CodeVerdict.UnknownValueSet => throw new EvaluationFault(
            IssueType.NotFound, $"The value set {valueSet} is not known"),
        _ => null,
    };

    private static void Subsumes(in FunctionCall call, bool isReversed)
    {
        if (!Operands.TrySingle(call.Input, out var left) || !Operands.TrySingle(call.First!, out var right)
            || call.Frame.Context.Terminology is not { } terminology)
        {
            return;
        }

        var answer = isReversed ? Subsumes(terminology, right, left) : Subsumes(terminology, left, right);
        if (answer is { } known)
            call.Answer(known);
    }

    /// <summary>Whether any code of the first concept subsumes any of the second, in the same system.</summary>
    private static bool? Subsumes(ITerminology terminology, in FhirPathValue general, in FhirPathValue special)
    {
        bool? answer = false;
        foreach (var (system, above) in CodesOf(general))
        {
            foreach (var (other, below) in CodesOf(special))
            {
                // A bare code is taken to be of the other's system.
                if ((system ?? other) is not { } shared || (system is not null && other is not null && system != other))
                    continue;

                var subsumes = above == below ? true : terminology.Subsumes(shared, above, below);
                if (subsumes == true)
                    return true;
                answer &= subsumes;
            }
        }

        return answer;
    }

    private static List<(string? System, string Code)> CodesOf(in FhirPathValue value)
    {
        var codes = new List<(string?, string)>();
        if (!value.IsNode)
            codes.Add((null, FunctionCall.TextOf(value)));
        else if (value.Node.Type.IsPrimitive)
            codes.Add((null, value.Node.Text()));
        else if (value.Node.Type.Name != "CodeableConcept")
            AddCoding(codes, value.Node);
        else
        {
            foreach (var coding in value.Node.ChildrenOf("coding"))
                AddCoding(codes, coding);
        }

        return codes;
    }

    private static void AddCoding(List<(string?, string)> codes, Node coding)
    {
        if (coding.TextOf("code") is { } code)
            codes.Add((coding.TextOf("system"), code));
    }
}

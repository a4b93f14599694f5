using Havel.Fhir.FhirPath;
using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Rules.Forms;

/// <summary>Compares answers with options and conditions. Source:
/// https://hl7.org/fhir/R4/valueset-questionnaire-enable-operator.html.</summary>
internal static class AnswerComparison
{
    /// <summary>Whether both are the same answer; null where that cannot be said (dates of different precision).
    /// Codes are the same with the same system and code, whatever their displays.</summary>
    public static bool? AreEqual(Node one, Node other)
    {
        if (one.Type.Name == "Coding" && other.Type.Name == "Coding")
            return SameChild(one, other, "system") && SameChild(one, other, "code");
        if (one.Type.Name == "Reference" && other.Type.Name == "Reference")
            return SameChild(one, other, "reference");

        return AreComparable(one, other)
            ? ValueEquality.AreEqual(FhirPathValue.Of(one), FhirPathValue.Of(other)) : false;
    }

    /// <summary>Which is greater; null where nothing tells (other units, other precision, no order at all).</summary>
    public static int? Compare(Node one, Node other)
    {
        var (left, right) = (SystemValue.Of(FhirPathValue.Of(one)), SystemValue.Of(FhirPathValue.Of(other)));
        var isOrdered = (left.Kind == FhirPathKind.String && right.Kind == FhirPathKind.String)
            || ValueOrder.AreComparableTimes(left.Kind, right.Kind)
            || (ValueOrder.IsAmount(left) && ValueOrder.IsAmount(right));
        return isOrdered ? ValueOrder.Compare(left, right) : null;
    }

    private static bool AreComparable(Node one, Node other)
    {
        var (left, right) = (SystemValue.Of(FhirPathValue.Of(one)), SystemValue.Of(FhirPathValue.Of(other)));
        return left.Kind == right.Kind || ValueOrder.AreComparableTimes(left.Kind, right.Kind)
            || (ValueOrder.IsAmount(left) && ValueOrder.IsAmount(right));
    }

    private static bool SameChild(Node one, Node other, string name) =>
        string.Equals(one.TextOf(name), other.TextOf(name), StringComparison.Ordinal);
}

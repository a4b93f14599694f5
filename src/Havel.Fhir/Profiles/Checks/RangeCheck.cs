using Havel.Fhir.FhirPath;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>The least or the greatest value: numbers, dates and times, quantities. Source:
/// https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.minValue_x_.</summary>
internal sealed class RangeCheck(string profile, Node bound, bool isLeast) : NodeCheck(profile)
{
    public override void Check(ValidationRun run, int node)
    {
        var actual = new Node(run.Table, node);
        if (Compare(actual) is not { } order || (isLeast ? order >= 0 : order <= 0))
            return;

        run.Error(node, IssueType.Value, Profile,
            $"Expected {(isLeast ? "at least" : "at most")} {ValueMatch.Show(bound)} and found "
            + $"{ValueMatch.Show(actual)} ({Profile}).");
    }

    /// <summary>Null where the two cannot be compared: another unit, a coarser date, no value.</summary>
    private int? Compare(Node actual)
    {
        if (actual.Type.IsPrimitive && !actual.HasValue)
            return null;

        try
        {
            return ValueOrder.Compare(FhirPathValue.Of(actual), FhirPathValue.Of(bound));
        }
        catch (EvaluationFault)
        {
            return null;
        }
    }
}

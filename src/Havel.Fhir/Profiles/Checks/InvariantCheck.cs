using Havel.Fhir.FhirPath;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>An invariant: a FHIRPath expression that must be true. Source:
/// https://hl7.org/fhir/R4/conformance-rules.html#constraints.</summary>
internal sealed class InvariantCheck(
    string profile, ProfileConstraint constraint, FhirPathExpression expression) : NodeCheck(profile)
{
    public override void Check(ValidationRun run, int node)
    {
        var (value, fault) = expression.Test(new Node(run.Table, node), run.FhirPath);
        if (value == true)
            return;

        if (fault is not null)
        {
            run.Warn(node, IssueType.NotSupported, Profile,
                $"The invariant {constraint.Key} cannot be evaluated: {fault.Message} ({Profile}).",
                constraint.Key);
            return;
        }

        run.Report(
            constraint.IsError ? IssueSeverity.Error : IssueSeverity.Warning, node, IssueType.Invariant, Profile,
            $"The invariant {constraint.Key} is not met: {constraint.Human} ({Profile}).",
            constraint.Key);
    }
}

using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Checks;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Core;

/// <summary>An invariant of R4 itself.</summary>
internal sealed class CoreInvariantCheck(
    string source, ElementInvariant invariant, FhirPathExpression expression) : NodeCheck(source)
{
    public override void Check(ValidationRun run, int node)
    {
        var (value, fault) = expression.Test(new Node(run.Table, node), run.FhirPath);
        if (value == true)
            return;

        if (fault is not null)
        {
            run.Warn(node, IssueType.NotSupported, Profile,
                $"The invariant {invariant.Key} cannot be evaluated: {fault.Message}.", invariant.Key);
            return;
        }

        run.Report(
            invariant.IsError ? IssueSeverity.Error : IssueSeverity.Warning, node, IssueType.Invariant, Profile,
            $"The invariant {invariant.Key} of R4 is not met: {invariant.Expression}", invariant.Key);
    }
}

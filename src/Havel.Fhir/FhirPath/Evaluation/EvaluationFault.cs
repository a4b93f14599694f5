using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>A fault of an expression while it runs. It leaves the evaluator only as an <see cref="Issue"/>.</summary>
internal sealed class EvaluationFault(IssueType type, string message, int line = 0, int column = 0) : Exception(message)
{
    public Issue ToIssue(string expression) =>
        new(IssueSeverity.Error, type, $"{Message} (in FHIRPath {expression})", null, line, column);
}

using Havel.Fhir.FhirPath.Syntax;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>A fault of an expression while it runs. It leaves the evaluator only as an <see cref="Issue"/>.</summary>
internal sealed class EvaluationFault(IssueType type, string message) : Exception(message)
{
    public Issue ToIssue(string expression) =>
        Issue.Error(type, $"{Message} (in FHIRPath {SyntaxFault.Excerpt(expression, 0)})");
}

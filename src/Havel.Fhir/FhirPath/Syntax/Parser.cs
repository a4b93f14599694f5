using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Syntax;

internal sealed class Parser
{
    public static SyntaxNode? Parse(string expression, List<Issue> issues)
    {
        issues.Add(Issue.Error(IssueType.NotSupported, expression));
        return null;
    }
}

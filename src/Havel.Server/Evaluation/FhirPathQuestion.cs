using Havel.Fhir.Issues;
using Havel.Fhir.Operations;

namespace Havel.Server.Evaluation;

/// <summary>What <c>$fhirpath</c> was asked. The names of the parameters are those that the FHIRPath Lab sends
/// (https://fhirpath-lab.com), of which FHIR itself has no definition.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Context">An expression for the nodes it starts from, one evaluation each; null for the
/// resource.</param>
/// <param name="Resource">JSON of the resource; empty for none.</param>
/// <param name="Reference">A reference to a stored resource in place of JSON, or null.</param>
/// <param name="IsValidating">Whether names that the resource's type does not have are told.</param>
/// <param name="Variables">What <c>%name</c> stands for.</param>
internal sealed record FhirPathQuestion(
    string Expression,
    string? Context,
    ReadOnlyMemory<byte> Resource,
    string? Reference,
    bool IsValidating,
    IReadOnlyList<OperationParameter> Variables)
{
    /// <summary>Reads the parameters.</summary>
    /// <returns>The question, or the issue that stands against it.</returns>
    public static (FhirPathQuestion? Question, Issue? Issue) Read(OperationParameters parameters)
    {
        if (parameters.Text("expression") is not { Length: > 0 } expression)
            return (null, Issue.Error(IssueType.Required, "The parameter expression is missing."));

        var resource = parameters.Find("resource");
        var text = resource?.Text;
        var isJson = text?.AsSpan().TrimStart().StartsWith('{') == true;
        var json = resource is null ? parameters.Resource
            : isJson ? System.Text.Encoding.UTF8.GetBytes(text!)
            : resource.Resource;
        var context = parameters.Text("context");
        return (new FhirPathQuestion(
            expression,
            string.IsNullOrWhiteSpace(context) ? null : context,
            json,
            isJson ? null : text,
            parameters.Text("validate") is "true",
            parameters.Find("variables")?.Parts ?? []), null);
    }
}

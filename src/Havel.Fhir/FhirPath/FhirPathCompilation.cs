using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath;

/// <summary>What compiling gave: an expression, or the issues that say where and why there is none.</summary>
/// <param name="Expression">Null when an issue is an error.</param>
/// <param name="Issues">Faults and remarks; <see cref="Issue.Line"/> and <see cref="Issue.Column"/> count characters in
/// the expression from 1.</param>
public sealed record FhirPathCompilation(FhirPathExpression? Expression, IReadOnlyList<Issue> Issues)
{
    public bool IsValid => Expression is not null;
}

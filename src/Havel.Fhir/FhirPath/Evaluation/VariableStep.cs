using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>A variable that the caller binds.</summary>
internal sealed class VariableStep(string name) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var values = frame.Context.FindVariable(name)
            ?? throw new EvaluationFault(IssueType.NotFound, $"The variable %{name} is not bound");
        frame.Spend(1 + values.Count);
        output.AddRange(values);
    }
}

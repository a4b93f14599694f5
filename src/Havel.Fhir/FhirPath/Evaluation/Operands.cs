using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>Collections that must hold one value at most.</summary>
internal static class Operands
{
    /// <summary>False when the collection is empty; several values are a fault.</summary>
    public static bool TrySingle(FhirPathCollection values, out FhirPathValue value)
    {
        if (values.Count > 1)
            throw new EvaluationFault(IssueType.Processing, $"A single value was expected, {values.Count} were found");

        value = values.IsEmpty ? default : values[0];
        return !values.IsEmpty;
    }
}

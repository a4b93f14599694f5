namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>A literal; of kind None for the empty collection.</summary>
internal sealed class ConstantStep(FhirPathValue value) : Step
{
    public FhirPathValue Value => value;

    public override void Run(Frame frame, FhirPathCollection output)
    {
        if (value.Kind != FhirPathKind.None)
            output.Add(value);
    }
}

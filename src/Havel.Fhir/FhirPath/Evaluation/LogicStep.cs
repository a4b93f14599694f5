namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>Three-valued <c>and</c>, <c>or</c>, <c>xor</c>, <c>implies</c>. Source:
/// https://hl7.org/fhirpath/N1/#boolean-logic.</summary>
internal sealed class LogicStep(string operation, Step left, Step right) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        if (Test(frame) is { } answer)
            output.Add(FhirPathValue.Of(answer));
    }

    public override bool? Test(Frame frame)
    {
        var first = left.Test(frame);
        return operation switch
        {
            "and" => first == false ? false : first & right.Test(frame),
            "or" => first == true ? true : first | right.Test(frame),
            "xor" => first ^ right.Test(frame),
            _ => first == false ? true : !first | right.Test(frame),
        };
    }
}

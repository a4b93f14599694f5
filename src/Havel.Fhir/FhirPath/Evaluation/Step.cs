using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>A compiled part of an expression. Steps have no state of their own: everything that changes is in the
/// frame.</summary>
internal abstract class Step
{
    /// <summary>Appends the part's values to <paramref name="output"/>.</summary>
    public abstract void Run(Frame frame, FhirPathCollection output);

    /// <summary>The part as a truth value; null for empty. Steps that know it without a collection override
    /// this.</summary>
    public virtual bool? Test(Frame frame)
    {
        var buffer = frame.Rent();
        Run(frame, buffer);
        var answer = Truth(buffer);
        frame.Return();
        return answer;
    }

    /// <summary>Whether the part has any value. Steps that know it without collecting override this.</summary>
    public virtual bool Any(Frame frame)
    {
        var buffer = frame.Rent();
        Run(frame, buffer);
        var answer = !buffer.IsEmpty;
        frame.Return();
        return answer;
    }

    /// <summary>Source: https://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections.</summary>
    internal static bool? Truth(FhirPathCollection values)
    {
        if (values.IsEmpty)
            return null;
        if (values.Count > 1)
            throw new EvaluationFault(IssueType.Processing, "A single truth value was expected, several were found");

        var value = Values.SystemValue.Of(values[0]);
        return value.Kind != FhirPathKind.Boolean || value.Boolean;
    }
}

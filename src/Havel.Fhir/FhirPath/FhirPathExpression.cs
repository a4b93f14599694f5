using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Compilation;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath;

/// <summary>A compiled expression. Immutable; any number of threads may evaluate it, each with its own
/// <see cref="EvaluationContext"/>.</summary>
public sealed class FhirPathExpression
{
    private readonly Step _root;

    internal FhirPathExpression(string text, Step root, StaticType type)
    {
        Text = text;
        _root = root;
        Result = type;
        IsAlwaysEmpty = type.IsEmpty;
        ResultType = type is { IsUnknown: false, System: SystemTypes.None, Fhir: [var only] } ? only : null;
        MayBeSeveral = type.IsUnknown || type.IsMany;
    }

    /// <summary>The source text.</summary>
    public string Text { get; }

    /// <summary>Whether nothing can come of it, such as the branch of a search parameter for another resource
    /// type.</summary>
    public bool IsAlwaysEmpty { get; }

    /// <summary>The FHIR type that all its values are of, or specialise: what an expression that goes on from them is
    /// compiled for. Null where they may be of several types, of a System type, or of any.</summary>
    public TypeDefinition? ResultType { get; }

    /// <summary>All that is known of what it gives.</summary>
    internal StaticType Result { get; }

    /// <summary>Whether there may be more than one value.</summary>
    public bool MayBeSeveral { get; }

    /// <summary>Evaluates the expression on a node.</summary>
    /// <param name="focus">What paths start from: <c>$this</c> and <c>%context</c>.</param>
    /// <param name="context">The surroundings; used by one evaluation at a time.</param>
    /// <param name="result">Cleared first, then filled; empty when there is a fault.</param>
    /// <returns>The fault that stopped the evaluation, or null.</returns>
    public Issue? Evaluate(Node focus, EvaluationContext context, FhirPathCollection result)
    {
        result.Clear();
        try
        {
            _root.Run(context.Begin(focus), result);
            return null;
        }
        catch (EvaluationFault fault)
        {
            result.Clear();
            return fault.ToIssue(Text);
        }
    }

    /// <summary>Evaluates the expression as an invariant or filter.</summary>
    /// <returns>The truth value, null for empty, and the fault if there was one. A single value that is not a boolean
    /// counts as true. Source: https://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections.</returns>
    public (bool? Value, Issue? Fault) Test(Node focus, EvaluationContext context)
    {
        try
        {
            return (_root.Test(context.Begin(focus)), null);
        }
        catch (EvaluationFault fault)
        {
            return (null, fault.ToIssue(Text));
        }
    }

    public override string ToString() => Text;
}

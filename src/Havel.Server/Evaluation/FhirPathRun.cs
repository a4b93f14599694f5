using Havel.Fhir.FhirPath;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Server.Evaluation;

/// <summary>An expression evaluated on each node of its context, with what came of it.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Context">Where it starts.</param>
/// <param name="Focus">The resource.</param>
/// <param name="Remarks">What was found wrong on the way without being in the way.</param>
internal sealed record FhirPathRun(
    FhirPathExpression Expression, FhirPathExpression Context, Node Focus, IReadOnlyList<Issue> Remarks)
{
    private readonly List<FhirPathResult> _results = [];
    private int _items;

    public IReadOnlyList<FhirPathResult> Results => _results;

    /// <summary>Evaluates everything.</summary>
    /// <returns>The fault that stopped it, or null.</returns>
    public Issue? Answer(EvaluationContext surroundings)
    {
        var contexts = new FhirPathCollection();
        if (Context.Evaluate(Focus, surroundings, contexts) is { } fault)
            return fault;

        foreach (var context in contexts.Span.ToArray())
        {
            if (!context.IsNode)
            {
                return Issue.Error(
                    IssueType.NotSupported,
                    "The context must lead to elements of the resource, not to computed values.");
            }

            if (Answer(context.Node, surroundings) is { } stopped)
                return stopped;
        }

        return null;
    }

    private Issue? Answer(Node context, EvaluationContext surroundings)
    {
        var result = new FhirPathResult(context);
        surroundings.Trace = (name, values) =>
        {
            _items += values.Count;
            if (_items <= Limits.MaxFhirPathItems)
                result.Traces.Add((name, values.Span.ToArray()));
        };
        _results.Add(result);
        if (Expression.Evaluate(context, surroundings, result.Values) is { } fault)
            return fault;

        _items += result.Values.Count;
        return _items <= Limits.MaxFhirPathItems
            ? null
            : Issue.Error(IssueType.TooCostly, $"The answer has more than {Limits.MaxFhirPathItems} items.");
    }
}

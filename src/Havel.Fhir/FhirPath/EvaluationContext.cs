using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath;

/// <summary>What an expression may know beyond its focus, and the buffers of an evaluation. Made once per thread and
/// used
/// again; never by two threads at a time.</summary>
public sealed class EvaluationContext
{
    private readonly Dictionary<string, FhirPathCollection> _variables = new(StringComparer.Ordinal);
    private readonly Frame _frame;

    public EvaluationContext() => _frame = new Frame(this);

    /// <summary><c>%resource</c>; where it is no node, the resource that holds the focus.</summary>
    public Node Resource { get; set; }

    /// <summary><c>%rootResource</c>; where it is no node, the root of the focus's table.</summary>
    public Node RootResource { get; set; }

    /// <summary>The instant of <c>now()</c>, <c>today()</c> and <c>timeOfDay()</c>, with the offset they show; set
    /// from the
    /// caller's clock once per request, so that one evaluation sees one time.</summary>
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Finds the resource a reference names, or no node. Null: <c>resolve()</c> knows contained resources,
    /// and of all others only the type.</summary>
    public Func<string, Node>? Resolver { get; set; }

    /// <summary>Whether a code (Coding, CodeableConcept or string) is in the value set of that address; null when
    /// unknown.
    /// Without it <c>memberOf()</c> is empty.</summary>
    public Func<FhirPathValue, string, bool?>? MemberOf { get; set; }

    /// <summary>Receives what <c>trace()</c> sees; null drops it.</summary>
    public Action<string, FhirPathCollection>? Trace { get; set; }

    /// <summary>How many steps one evaluation may take before it ends with a fault.</summary>
    public int StepLimit { get; set; } = Limits.FhirPathSteps;

    /// <summary>Binds <c>%name</c>.</summary>
    public void SetVariable(string name, FhirPathValue value)
    {
        var values = new FhirPathCollection(1);
        values.Add(value);
        _variables[name] = values;
    }

    /// <summary>Binds <c>%name</c> to several values, or to none.</summary>
    public void SetVariable(string name, FhirPathCollection values) => _variables[name] = values;

    internal FhirPathCollection? FindVariable(string name) => _variables.GetValueOrDefault(name);

    internal Frame Begin(Node focus)
    {
        _frame.Begin(focus);
        return _frame;
    }
}

using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.Nodes;
using Havel.Fhir.Terminology;

namespace Havel.Fhir.FhirPath;

/// <summary>What an expression may know beyond its focus, and the buffers of an evaluation. Made once per thread and
/// used again; never by two threads at a time.</summary>
public sealed class EvaluationContext
{
    private readonly Dictionary<string, FhirPathCollection> _variables = new(StringComparer.Ordinal);
    private readonly Frame _frame;

    public EvaluationContext() => _frame = new Frame(this);

    /// <summary><c>%resource</c>; where it is no node, the resource that holds the focus.</summary>
    public Node Resource { get; set; }

    /// <summary><c>%rootResource</c>; where it is no node, the root of the focus's table.</summary>
    public Node RootResource { get; set; }

    /// <summary>The instant of <c>now()</c>, <c>today()</c> and <c>timeOfDay()</c>, with the offset they show; set from
    /// the caller's clock once per request, so that one evaluation sees one time.</summary>
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Finds the resource a reference names, or no node; asked after contained resources and the entries of
    /// the Bundle around the focus. Null: of what these do not hold, <c>resolve()</c> knows the type only.</summary>
    public Func<string, Node>? Resolver { get; set; }

    /// <summary>Whether <c>resolve()</c> gives the type alone also for what the resolver does not find: a validator
    /// must not take a target that it cannot reach for a wrong one.</summary>
    public bool KnowsTypesOfUnresolved { get; set; }

    /// <summary>What <c>memberOf()</c>, <c>subsumes()</c> and <c>subsumedBy()</c> ask; without it they are
    /// empty.</summary>
    public ITerminology? Terminology { get; set; }

    /// <summary>Whether a node conforms to the profile of that canonical; null when the profile is unknown, which is a
    /// fault. Without it only the profiles that are the types themselves are known.</summary>
    public Func<Node, string, bool?>? ConformsTo { get; set; }

    /// <summary>The ElementDefinition of a node, as a node; no node where there is none. Without it
    /// <c>elementDefinition()</c> is empty.</summary>
    public Func<Node, Node>? ElementDefinition { get; set; }

    /// <summary>Whether a node is of a slice: the node, the canonical of the structure, the slice's name; null when the
    /// structure or the slice is unknown, which is a fault. Without it <c>slice()</c> is one.</summary>
    public Func<Node, string, string, bool?>? IsOfSlice { get; set; }

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

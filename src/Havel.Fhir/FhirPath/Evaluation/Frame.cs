using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>The changing state of one evaluation: the current item and the stack of buffers.</summary>
internal sealed class Frame(EvaluationContext context)
{
    private readonly List<FhirPathCollection> _buffers = [];
    private int _top;
    private int _stepsLeft;

    public EvaluationContext Context { get; } = context;

    /// <summary><c>%context</c>.</summary>
    public Node Focus { get; private set; }

    /// <summary><c>$this</c>; of kind None where there is no item.</summary>
    public FhirPathValue This { get; set; }

    /// <summary><c>$index</c>.</summary>
    public int Index { get; set; }

    /// <summary><c>$total</c>; null outside <c>aggregate()</c>.</summary>
    public FhirPathCollection? Total { get; set; }

    public void Begin(Node focus)
    {
        Focus = focus;
        This = focus.Exists ? FhirPathValue.Of(focus) : default;
        Index = 0;
        Total = null;
        _top = 0;
        _stepsLeft = Context.StepLimit;
    }

    /// <summary>Lends an empty buffer; buffers go back in the opposite order. A fault leaves them to the next
    /// Begin.</summary>
    public FhirPathCollection Rent()
    {
        if (_top == _buffers.Count)
            _buffers.Add(new FhirPathCollection());

        var buffer = _buffers[_top++];
        buffer.Clear();
        return buffer;
    }

    public void Return() => _top--;

    /// <summary>Counts the characters of a built text as work, so that a loop cannot fill the memory with ever longer
    /// ones.</summary>
    public void SpendText(int characters) => Spend(1 + (characters >> 2));

    /// <summary>Counts work against the limit.</summary>
    public void Spend(int steps = 1)
    {
        _stepsLeft -= steps;
        if (_stepsLeft < 0)
            throw new EvaluationFault(IssueType.TooCostly, $"The evaluation takes more than {Context.StepLimit} steps");
    }
}

using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>The changing state of one evaluation: the current item, the stack of buffers, the variables that the
/// expression defines itself.</summary>
internal sealed class Frame
{
    private readonly List<FhirPathCollection> _buffers = [];
    private readonly List<FhirPathCollection> _slots = [];
    private readonly RootIndex _rootIndex = new();
    private int _top;
    private int _stepsLeft;
    private bool _hasLarge;
    private bool _hasVariables;

    public Frame(EvaluationContext context)
    {
        Context = context;
        Comparer = new ValueComparer(this);
    }

    public EvaluationContext Context { get; }

    /// <summary>Equality for hash sets, counted as work.</summary>
    public ValueComparer Comparer { get; }

    /// <summary>The entries of the Bundle around the focus.</summary>
    public BundleEntries Entries { get; } = new();

    /// <summary><c>%context</c>.</summary>
    public Node Focus { get; private set; }

    /// <summary><c>$this</c>; of kind None where there is no item.</summary>
    public FhirPathValue This;

    /// <summary><c>$index</c>.</summary>
    public int Index;

    /// <summary><c>$total</c>; null outside <c>aggregate()</c>.</summary>
    public FhirPathCollection? Total;

    public void Begin(Node focus)
    {
        // A fault leaves buffers lent; whoever took much room does not keep it.
        if (_top > 0 || _hasLarge)
            Trim();

        // A step that is passed over must not find what another evaluation has left.
        if (_hasVariables)
            Forget();

        Focus = focus;
        This = focus.Exists ? FhirPathValue.Of(focus) : default;
        Index = 0;
        Total = null;
        _top = 0;
        _stepsLeft = Context.StepLimit;
    }

    /// <summary>Where to begin to look for the children of that name among those of a table's root.</summary>
    public int FirstOfRoot(NodeTable table, int[] names, int nameId) => _rootIndex.First(table, names, nameId);

    /// <summary>The values of a variable that the expression defines, by the number the compiler gave it.</summary>
    public FhirPathCollection Slot(int number)
    {
        _hasVariables = true;
        while (_slots.Count <= number)
            _slots.Add(new FhirPathCollection());
        return _slots[number];
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

    public void Return() => _hasLarge |= _buffers[--_top].IsLarge;

    private void Forget()
    {
        _hasVariables = false;
        foreach (var slot in _slots)
            slot.Clear();
    }

    private void Trim()
    {
        _hasLarge = false;
        Trim(_buffers);
        Trim(_slots);
    }

    private static void Trim(List<FhirPathCollection> collections)
    {
        for (var i = 0; i < collections.Count; i++)
        {
            if (collections[i].IsLarge)
                collections[i] = new FhirPathCollection();
        }
    }

    /// <summary>Counts the characters of a text that is built or read through as work, so that a loop cannot fill the
    /// memory with ever longer ones.</summary>
    public void SpendText(int characters) => Spend(1 + (characters >> 2));

    /// <summary>Counts the search of one text in another: at worst each character is compared with each.</summary>
    public void SpendSearch(int characters, int wanted) =>
        Spend((int)Math.Min(int.MaxValue, 1 + (((long)characters * wanted) >> 10)));

    /// <summary>Counts a look at all of some values: a node counts with everything below it.</summary>
    public void SpendItems(FhirPathCollection values)
    {
        foreach (ref readonly var value in values.Span)
            SpendItem(value);
    }

    /// <summary>Counts a look at all of a value.</summary>
    public void SpendItem(in FhirPathValue value) => Spend(value.IsNode ? value.Node.Record.End - value.NodeIndex : 1);

    /// <summary>Counts work against the limit.</summary>
    public void Spend(int steps = 1)
    {
        _stepsLeft -= steps;
        if (_stepsLeft < 0)
            Exhausted();
    }

    private void Exhausted()
    {
        _stepsLeft = 0;
        throw new EvaluationFault(IssueType.TooCostly, $"The evaluation takes more than {Context.StepLimit} steps");
    }
}

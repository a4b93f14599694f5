namespace Havel.Store.Planning;

/// <summary>A row variable while its plan is being made. The passes fill it one after the other.</summary>
/// <param name="types">Resource types of the variable; empty for all.</param>
internal sealed class Draft(IReadOnlyList<int> types)
{
    /// <summary>Every row is read.</summary>
    public const long All = long.MaxValue;

    public IReadOnlyList<int> Types { get; } = types;

    /// <summary>What holds for every row whatever the clauses say: the grant.</summary>
    public List<Condition> Always { get; } = [];

    /// <summary>The clauses.</summary>
    public List<Term> Terms { get; } = [];

    /// <summary>The subjects all rows must have, where a clause told; null where unknown.</summary>
    public IReadOnlyList<long>? Subjects { get; set; }

    /// <summary>What the variable is driven by.</summary>
    public RowSource Source { get; set; } = new LiveRows(types);

    /// <summary>The term that the source stands for, if any.</summary>
    public Term? Driver { get; set; }

    /// <summary>Whether the source has so few rows that each can be looked at dearly.</summary>
    public bool IsFew { get; set; }

    /// <summary>How many rows will be read, in the default order; <see cref="All"/> where the order does not
    /// matter.</summary>
    public long Wanted { get; init; } = All;

    /// <summary>About how many resources fit; NaN where nobody had to know.</summary>
    public double Size { get; set; } = double.NaN;

    /// <summary>About how many rows will be read for what is wanted; 0 where nobody had to know.</summary>
    public double Read { get; set; }

    /// <summary>What the choice of the driving clause was made by; for who asks how a query is run.</summary>
    public List<Choice> Choices { get; } = [];

    /// <summary>The variable as it will be run.</summary>
    public Rows ToRows()
    {
        var conditions = new List<Condition>(Always);
        foreach (var term in Terms)
        {
            if (!ReferenceEquals(term, Driver) || !term.IsWhole)
                conditions.Add(IsFew ? term.WhenFew : term.WhenMany);
        }

        return new Rows(Source, conditions);
    }

    /// <summary>The variable where its resource is already known: everything is checked, nothing drives.</summary>
    public Rows ToChecks() => new(new LiveRows(Types), [.. Always, .. Terms.Select(term => term.WhenFew)]);
}

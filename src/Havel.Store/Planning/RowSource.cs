namespace Havel.Store.Planning;

/// <summary>Where the rows of a variable come from: what the plan is driven by.</summary>
internal abstract record RowSource
{
    private protected RowSource()
    {
    }

    /// <summary>Whether the rows come in the order (subject, at, rid), so that nothing need be sorted.</summary>
    public virtual bool IsOrdered => false;

    /// <summary>Whether a resource can come more than once.</summary>
    public virtual bool HasDuplicates => true;
}

/// <summary>All live resources of some types.</summary>
/// <param name="Types">The types; empty for all.</param>
/// <param name="Subjects">Only of these subjects; null for all.</param>
internal sealed record LiveRows(IReadOnlyList<int> Types, IReadOnlyList<long>? Subjects = null) : RowSource
{
    public override bool IsOrdered => Types.Count == 1;

    public override bool HasDuplicates => false;
}

/// <summary>Resources by id.</summary>
internal sealed record IdRows(ResourceIds Ids) : RowSource
{
    public override bool HasDuplicates => false;
}

/// <summary>Live resources by the time of their current version.</summary>
internal sealed record UpdatedRows(IReadOnlyList<int> Types, DateTest Test) : RowSource
{
    public override bool HasDuplicates => false;
}

/// <summary>Index rows.</summary>
/// <param name="Seek">Which.</param>
/// <param name="Subjects">Only of these subjects; null for all. Only tokens by value can be sought so.</param>
/// <param name="HasParts">Whether a resource may have such a row for each of its parts.</param>
internal sealed record SeekRows(RowSeek Seek, IReadOnlyList<long>? Subjects = null, bool HasParts = false) : RowSource
{
    /// <summary>Which of the rows of a range.</summary>
    public RangePart Part { get; init; }

    /// <summary>Whether few different texts stand in the slot, so that these are looked through and not the
    /// rows.</summary>
    public bool IsByDistinctTexts { get; init; }

    public override bool IsOrdered => Seek.IsOrdered;

    /// <summary>A code stands once in a resource for each system and part.</summary>
    public override bool HasDuplicates =>
        HasParts || !Seek.IsOrdered || !(Seek.IsLink || Seek.Test is TokenTest { System: not null });
}

/// <summary>Several sources one after the other.</summary>
internal sealed record UnionRows(IReadOnlyList<RowSource> Sources) : RowSource;

/// <summary>The resources at the near end of a link, found from its other end.</summary>
internal sealed record LinkRows(Link Link) : RowSource;

/// <summary>Live resources that have those words.</summary>
internal sealed record WordRows(IReadOnlyList<int> Types, WordTest Test) : RowSource
{
    public override bool HasDuplicates => false;
}

/// <summary>Nothing: the clauses contradict what is known.</summary>
internal sealed record NoRows : RowSource
{
    public static NoRows Instance { get; } = new();

    public override bool IsOrdered => true;

    public override bool HasDuplicates => false;
}

namespace Havel.Store.Planning;

/// <summary>What must hold for a row variable: a resource, or an index row that stands for its resource. Every row
/// variable has the columns <c>subject</c>, <c>at</c>, <c>rid</c> and <c>guard</c>, and that is all a condition
/// uses.</summary>
internal abstract record Condition
{
    private protected Condition()
    {
    }
}

/// <summary>The grant permits the resource: <c>permit(subject, guard)</c>. Only <see cref="GrantPass"/> makes it, and
/// it
/// makes one for every row variable of a plan.</summary>
internal sealed record Permitted : Condition
{
    public static Permitted Instance { get; } = new();
}

/// <summary>The resource has an index row that passes.</summary>
internal sealed record HasRow(RowSeek Seek) : Condition;

/// <summary>The resource has, for every component, an index row that passes, all of one part of the resource.</summary>
/// <param name="Components">At least two; the first is looked up, the others are checked against its part.</param>
internal sealed record HasParts(IReadOnlyList<PartSeek> Components) : Condition
{
    /// <summary>Further rows of components with the same first one, any of which may be met instead.</summary>
    public IReadOnlyList<IReadOnlyList<PartSeek>> Others { get; init; } = [];
}

/// <summary>Any of the conditions holds; an empty list never holds.</summary>
internal sealed record AnyOf(IReadOnlyList<Condition> Conditions) : Condition;

/// <summary>All of the conditions hold; an empty list always holds.</summary>
internal sealed record AllOf(IReadOnlyList<Condition> Conditions) : Condition;

/// <summary>The resource is of one of these types.</summary>
internal sealed record IsOfType(IReadOnlyList<int> Types) : Condition;

/// <summary>The condition does not hold.</summary>
internal sealed record Not(Condition Inner) : Condition;

/// <summary>The resource has one of these ids.</summary>
internal sealed record HasId(ResourceIds Ids) : Condition;

/// <summary>The current version was written at such a time.</summary>
/// <param name="Tests">Any of them.</param>
internal sealed record WasUpdated(IReadOnlyList<DateTest> Tests) : Condition;

/// <summary>The resource refers to one that fits, or is referred to by one that fits.</summary>
/// <param name="Link">The references and the other resource.</param>
/// <param name="Way">How it is found out.</param>
internal sealed record Linked(Link Link, LinkWay Way) : Condition;

/// <summary>The resource's sort key has that value: the first of its values in the order of the sort.</summary>
internal sealed record HasSortKey(SortTerm Term, SqlValue Value) : Condition;

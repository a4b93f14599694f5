namespace Havel.Store.Planning;

/// <summary>One key of a sort whose index is walked: the first of all resources, or a later one of those that have the
/// same value of each key before it.</summary>
/// <param name="Sort">All sort keys.</param>
/// <param name="Types">For <c>_lastUpdated</c>: the types.</param>
/// <param name="Conditions">All that must hold for a row, the grant first.</param>
/// <param name="Prefix">The values of the keys before; this key's number is their count.</param>
internal sealed record WalkStep(
    IReadOnlyList<SortTerm> Sort,
    IReadOnlyList<int> Types,
    IReadOnlyList<Condition> Conditions,
    IReadOnlyList<SqlValue> Prefix)
{
    /// <summary>Whether the walk goes against the order of the sort, to the page before a place.</summary>
    public bool IsBack { get; init; }

    /// <summary>Whether the index is walked from its end.</summary>
    public bool IsDown => Term.IsDescending != IsBack;

    public int Level => Prefix.Count;

    public SortTerm Term => Sort[Level];

    /// <summary>Whether what has the same value of this key stands in the default order.</summary>
    public bool IsLast => Level == Sort.Count - 1;

    /// <summary>The values of the key that are walked one after the other, each in order: slots, or types.</summary>
    public IReadOnlyList<int> Streams => Term.Kind == SortKind.Updated ? Types : Term.Slots;

    /// <summary>Whether there is an index of the key that can be walked.</summary>
    public bool CanWalk => Streams.Count is > 0 and <= Limits.WalkedStreams
        && (Term.Kind == SortKind.Updated
            || (Term.Kind == SortKind.Row && Term.Table != Fhir.Search.IndexTable.Quantity));

    /// <summary>The first key of a plan that is walked.</summary>
    public static WalkStep Of(Plan plan, bool isBack) =>
        new(plan.Sort, plan.Walk!.Types, plan.Walk.Conditions, []) { IsBack = isBack };

    /// <summary>The next key, of those that have that value of this one.</summary>
    public WalkStep Within(SqlValue value) => this with
    {
        Conditions = [.. Conditions, new HasSortKey(Term, value)],
        Prefix = [.. Prefix, value],
    };

    /// <summary>Whether the index is in the order of the answer to its end: by time, then by number.</summary>
    public bool IsInOrderOfRids => IsLast && Term.Kind == SortKind.Updated;

    /// <summary>Whether nothing that comes later in the index comes before that row in the answer.</summary>
    public bool IsInOrder(SortedRow row) => IsInOrderOfRids
        || (IsLast && !IsBack && !Term.IsDescending && Term.IsText && IsWhole(row.Keys[Level]!.Value));

    /// <summary>Whether that value is the whole key, so that all who share it share the index's value too.</summary>
    public bool IsWhole(SqlValue value) => !Term.IsText || value.Bytes!.Length < Limits.SortTextBytes;
}

namespace Havel.Store.Planning;

/// <summary>What the planner may ask the database: small, bounded looks at an index. The answers choose between plans
/// with the same result, so they may count rows that the grant hides.</summary>
internal interface ICardinality
{
    /// <summary>How many rows a source has, but no more than <paramref name="cap"/>.</summary>
    long Estimate(RowSource source, int cap);

    /// <summary>About how many rows a source has: a look at its first rows, and where there are more, what follows
    /// from how far they reach. Links have no size of their own.</summary>
    double Size(RowSource source);

    /// <summary>Whether every resource of a type has, and always had, a row in one of the slots.</summary>
    bool HaveAll(string type, IReadOnlyList<int> slots);

    /// <summary>The units in which codes were ever measured in a slot of quantities; null where that is not known:
    /// the seek is not for codes of that slot.</summary>
    IReadOnlyList<long>? UnitsOf(int slot, RowSeek codes);

    /// <summary>Whether few different texts stand in a slot, many times each.</summary>
    bool RepeatsTexts(int slot);

    /// <summary>Of many token values, those that have any row in the slots.</summary>
    IReadOnlyList<long> Present(IReadOnlyList<int> slots, IReadOnlyList<long> values);

    /// <summary>The subjects among the rows of a seek, or null where they are more than
    /// <paramref name="cap"/>.</summary>
    IReadOnlyList<long>? SubjectsOf(RowSeek seek, int cap);
}

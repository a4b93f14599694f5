namespace Havel.Store.Planning;

/// <summary>The matches in the order of the first sort key, straight from its index: what a page needs is found without
/// looking at all of them.</summary>
/// <param name="Term">The first sort key.</param>
/// <param name="Types">For <c>_lastUpdated</c>: the types.</param>
/// <param name="Conditions">All that must hold for a row, the grant first.</param>
internal sealed record SortWalk(SortTerm Term, IReadOnlyList<int> Types, IReadOnlyList<Condition> Conditions)
{
    /// <summary>For quantities the units that matches can have; null for any.</summary>
    public IReadOnlyList<long>? Units { get; init; }

    /// <summary>The values of the key that are walked one after the other, each in order: slots, or types.</summary>
    public IReadOnlyList<int> Streams => Term.Kind == SortKind.Updated ? Types : Term.Slots;
}

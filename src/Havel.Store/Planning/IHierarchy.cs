namespace Havel.Store.Planning;

/// <summary>What is part of what, as the grant shows it: a part that the caller does not see leads nowhere, as if it
/// were not there.</summary>
internal interface IHierarchy
{
    /// <summary>The keys of resources with all their parts, or with all they are part of.</summary>
    /// <param name="keys">Where it begins; part of the answer, whether there are such resources or not.</param>
    /// <param name="isBelow">Whether the parts are meant.</param>
    /// <param name="parents">The slots of the references from part to whole.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The keys, each once; null where they are more.</returns>
    IReadOnlyList<long>? Closure(IReadOnlyList<long> keys, bool isBelow, IReadOnlyList<int> parents, int limit);
}

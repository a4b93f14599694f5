namespace Havel.Store.Planning;

/// <summary>A search as it will be run. <see cref="SqlWriter"/> writes it down, nothing decides any more.</summary>
/// <param name="Matches">The resources found.</param>
/// <param name="Sort">Sort keys before the default order (subject, at, rid); empty for that order alone.</param>
/// <param name="Walk">How the first sort key's index is walked where that is cheaper than to sort all matches; else
/// null.</param>
/// <param name="Draft">What the plan was made of; for who asks how a query is run.</param>
internal sealed record Plan(Rows Matches, IReadOnlyList<SortTerm> Sort, SortWalk? Walk, Draft Draft)
{
    /// <summary>Whether a sort key has to be read from the resources themselves.</summary>
    public bool SortsByText => Sort.Any(term => term.Kind == SortKind.Text);
}

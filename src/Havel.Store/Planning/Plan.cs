namespace Havel.Store.Planning;

/// <summary>A search as it will be run. <see cref="SqlWriter"/> writes it down, nothing decides any more.</summary>
/// <param name="Matches">The resources found.</param>
/// <param name="Sort">Sort keys before the default order (subject, at, rid); empty for that order alone.</param>
internal sealed record Plan(Rows Matches, IReadOnlyList<SortTerm> Sort);

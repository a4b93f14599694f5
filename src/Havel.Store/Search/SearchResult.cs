using Havel.Fhir.Issues;

namespace Havel.Store.Search;

/// <summary>A page, or why there is none; never both.</summary>
/// <param name="Page">The page.</param>
/// <param name="Issue">What the client asked that cannot be answered: a sort without an order, a cursor of another
/// query, or more work than <see cref="Limits.QuerySeconds"/>.</param>
public readonly record struct SearchResult(SearchPage? Page, Issue? Issue);

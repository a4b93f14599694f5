using Havel.Fhir.Search;
using Havel.Store.Indexing;

namespace Havel.Store.Reindexing;

/// <summary>A resource of which something is missing in the index, or may be.</summary>
/// <param name="Rid">The resource.</param>
/// <param name="Version">The version the rows were derived from.</param>
/// <param name="Rows">All rows it is to have.</param>
/// <param name="Texts">Texts behind its addresses that are missing or wrong.</param>
/// <param name="IsWrong">Whether anything is known to be missing or wrong; words are written anew in any case.</param>
internal sealed record ReindexedResource(long Rid, int Version, IndexRows Rows, UriText[] Texts, bool IsWrong);

using Havel.Consent.Grants;
using Havel.Fhir.Search;
using Havel.Store.Databases;

namespace Havel.Store.Writing;

/// <summary>Runs a condition's search inside the writer's transaction.</summary>
/// <param name="writer">The writer's connection, which sees its own uncommitted rows.</param>
/// <param name="grant">Under which the search sees.</param>
/// <param name="query">The search, of one type.</param>
/// <param name="count">How many matches are enough to know.</param>
/// <returns>The ids of the first matches; null where the query comes to too much to be answered.</returns>
internal delegate IReadOnlyList<string>? ConditionSearch(
    Connection writer, Grant grant, SearchQuery query, int count);

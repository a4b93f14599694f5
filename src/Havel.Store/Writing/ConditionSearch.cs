using Havel.Consent.Grants;
using Havel.Fhir.Search;
using Havel.Store.Databases;

namespace Havel.Store.Writing;

/// <summary>Runs a condition's search inside the writer's transaction.</summary>
/// <param name="writer">The writer's connection, which sees its own uncommitted rows.</param>
/// <param name="grant">Under which the search sees.</param>
/// <param name="query">The search, of one type.</param>
/// <returns>The ids of the first two matches at most: none, one and several are all that matters.</returns>
internal delegate IReadOnlyList<string>? ConditionSearch(Connection writer, Grant grant, SearchQuery query);

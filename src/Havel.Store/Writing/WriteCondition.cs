using Havel.Consent.Grants;
using Havel.Fhir.Search;

namespace Havel.Store.Writing;

/// <summary>A search that must still find, inside the transaction, what the operation was prepared on.
/// Source: https://hl7.org/fhir/R4/http.html#ccreate.</summary>
/// <param name="Grant">Under which the search sees; hidden matches count as none.</param>
/// <param name="Query">The search.</param>
/// <param name="ExpectedId">The one resource it found before; null for none.</param>
public sealed record WriteCondition(Grant Grant, SearchQuery Query, string? ExpectedId = null);

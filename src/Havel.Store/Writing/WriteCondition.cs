using Havel.Consent.Grants;
using Havel.Fhir.Search;

namespace Havel.Store.Writing;

/// <summary>A search that must still find, inside the transaction, what the operation was prepared on.
/// Source: https://hl7.org/fhir/R4/http.html#ccreate.</summary>
/// <param name="Grant">Under which the search sees; hidden matches count as none.</param>
/// <param name="Query">The search.</param>
/// <param name="ExpectedId">The one resource it found before; null for none.</param>
public sealed record WriteCondition(Grant Grant, SearchQuery Query, string? ExpectedId = null)
{
    /// <summary>Whether the search must find exactly what it found before: for updates, patches and deletions, which
    /// were prepared for it. Where it need not, one match answers a create with
    /// <see cref="WriteStatus.Exists"/>.</summary>
    public bool IsExact { get; init; }

    /// <summary>All it found before, where it may find several: a deletion of whatever matches. Null where
    /// <see cref="ExpectedId"/> counts.</summary>
    public IReadOnlyList<string>? ExpectedIds { get; init; }

    /// <summary>How many matches have to be read to judge it: one more than it may have.</summary>
    internal int Look => Math.Max(ExpectedIds?.Count ?? 0, 1) + 1;

    /// <summary>Whether that is what it found before.</summary>
    internal bool IsMetBy(IReadOnlyList<string> found)
    {
        if (ExpectedIds is null)
        {
            return ExpectedId is null
                ? found.Count == 0
                : found.Count == 1 && string.Equals(found[0], ExpectedId, StringComparison.Ordinal);
        }

        return found.Count == ExpectedIds.Count
            && new HashSet<string>(ExpectedIds, StringComparer.Ordinal).SetEquals(found);
    }
}

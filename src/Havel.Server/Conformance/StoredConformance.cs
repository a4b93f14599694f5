using Havel.Consent.Grants;
using Havel.Fhir.Packages;
using Havel.Fhir.Search;
using Havel.Store;
using Havel.Store.Reading;
using Havel.Store.Writing;

namespace Havel.Server.Conformance;

/// <summary>A conformance resource of the store in its current version.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Id">Its logical id.</param>
/// <param name="Version">The version's number.</param>
/// <param name="Updated">When that was written; the later of two with equal address and version counts.</param>
/// <param name="Resource">The resource; null where it is deleted.</param>
internal sealed record StoredConformance(
    string Type, string Id, long Version, DateTimeOffset Updated, ConformanceResource? Resource)
{
    /// <summary>What a write left behind.</summary>
    public static StoredConformance Of(in WriteResult written) => new(
        written.Type, written.Id, written.Version, written.Updated,
        written.Status == WriteStatus.Deleted ? null : ConformanceResource.From(written.Body));

    /// <summary>Reads all there are. They are directory data, which is open to everybody (docs/ownership.md), so what
    /// is made of them may answer anybody.</summary>
    /// <param name="store">The store.</param>
    /// <param name="grant">A background grant.</param>
    public static IEnumerable<StoredConformance> ReadAll(FhirStore store, Grant grant)
    {
        var query = new SearchQuery
        {
            Types = [.. ConformanceTypes.All.Order(StringComparer.Ordinal)],
            Count = Limits.MaxPageSize,
            Total = TotalMode.None,
        };
        PageCursor? next = null;
        do
        {
            var found = store.Search(grant, query, next);
            if (found.Page is not { } page)
                throw new IOException("The stored conformance resources cannot be read: " + found.Issue!.Message);

            foreach (var match in page.Matches)
                yield return Of(match);
            next = page.Next;
        }
        while (next is not null);
    }

    private static StoredConformance Of(in ResourceVersion version) => new(
        version.Type, version.Id, version.Version, version.Updated, ConformanceResource.From(version.Body));
}

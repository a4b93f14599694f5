using Havel.Server.Interactions;
using Havel.Server.Responses;
using Havel.Store.Erasing;
using Havel.Store.Writing;

namespace Havel.Server.Erasing;

/// <summary>Carries an erasure out: a deletion as any other first, by which the index, the policies and the conformance
/// resources learn of it; then the removal of what a deletion leaves. If it is interrupted, it is asked for
/// again.</summary>
internal sealed class ErasureRun(Asking asking)
{
    private readonly Deployment _home = asking.Home;

    /// <summary>Older versions of a resource that stays.</summary>
    public async ValueTask<FhirResponse> Versions(string type, string id, int? version)
    {
        var count = await _home.Store.EraseVersionsAsync(asking.Grant, type, id, version);
        if (version is not null && count.Versions == 0)
            return Outcomes.NotFound;

        await Record(count, "versions");
        return EraseHandler.Report(count, []);
    }

    /// <summary>Resources with their histories.</summary>
    public async ValueTask<FhirResponse> Resources(
        IReadOnlyList<(string Type, string Id)> names, IReadOnlyList<(string Type, string Id)> left)
    {
        var count = await Erase(names);
        await Record(count, "resources");
        return EraseHandler.Report(count, left);
    }

    /// <summary>All that is a patient's alone. What came while the work was done is found in another round.</summary>
    public async ValueTask<FhirResponse> Record(string patient)
    {
        var count = default(ErasureCount);
        while (true)
        {
            var record = _home.Store.ReadRecord(asking.Grant, patient);
            var names = record.Live.Concat(record.Gone).Concat(Unowned(patient)).Distinct().ToList();
            var erased = names.Count == 0 ? default : await Erase(names);
            count += erased;
            if (erased.Resources > 0)
                continue;

            await Record(count, "record");
            return EraseHandler.Report(count, record.Shared);
        }
    }

    private async Task<ErasureCount> Erase(IReadOnlyList<(string Type, string Id)> names)
    {
        foreach (var chunk in names.Chunk(Limits.ErasedResources))
        {
            // Each for itself, so that one that is gone already holds up none, and all in the same commits.
            await Task.WhenAll(chunk.Select(name => _home.Commit(
                [WriteOperation.Delete(asking.Grant, name.Type, name.Id)], asking.Stop)));
        }

        return await _home.Store.EraseAsync(asking.Grant, names);
    }

    /// <summary>What names the patient and could not be given to them: see docs/decisions/0002.</summary>
    private IEnumerable<(string Type, string Id)> Unowned(string patient)
    {
        var clause = _home.Search.Compartment("Patient", patient["Patient/".Length..], null)!;
        var query = new Fhir.Search.SearchQuery
        {
            Types = _home.Types.Names,
            Clauses = [clause],
            Count = Limits.MaxPageSize,
            Total = Fhir.Search.TotalMode.None,
        };
        var shared = _home.Store.ReadRecord(asking.Grant, patient).Shared.ToHashSet();
        var page = _home.Store.Search(asking.Grant, query).Page;
        while (page is not null)
        {
            foreach (var match in page.Matches)
            {
                if (!shared.Contains((match.Type, match.Id)))
                    yield return (match.Type, match.Id);
            }

            page = page.Next is null ? null : _home.Store.Search(asking.Grant, query, page.Next).Page;
        }
    }

    /// <summary>That something was erased, by whom and how much: never what. Source:
    /// https://hl7.org/fhir/R4/auditevent.html.</summary>
    private async Task Record(ErasureCount count, string scope)
    {
        var body = ErasureRecord.Write(asking.Grant.Caller.Person, scope, count, _home.Clock.GetUtcNow());
        var reading = _home.Inflow.Read(body, "AuditEvent");
        var ready = _home.Store.Preparation.Prepare(reading.Table!, _home.Ids.Next());
        await _home.Commit([WriteOperation.Create(asking.Grant, ready)], CancellationToken.None);
    }
}

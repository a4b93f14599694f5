using Havel.Consent.Grants;
using Havel.Store.Erasing;
using Havel.Store.Schema;
using Havel.Store.Sqlite;

namespace Havel.Store;

/// <content>Erasure: what is removed leaves no trace in the database. Source: General Data Protection Regulation,
/// Article 17.</content>
public sealed partial class FhirStore
{
    /// <summary>Everything that is a patient's.</summary>
    /// <param name="grant">A system grant.</param>
    /// <param name="patient"><c>Patient/x</c>.</param>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    public RecordNames ReadRecord(Grant grant, string patient)
    {
        MustBeSystem(grant);
        return Run(grant, patient, static (session, input) => RecordReader.Read(session, input));
    }

    /// <summary>Removes resources that were deleted before, with all their versions; those that are not deleted
    /// stay.</summary>
    /// <param name="grant">A system grant.</param>
    /// <param name="names">Type and id of each.</param>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    public async Task<ErasureCount> EraseAsync(Grant grant, IReadOnlyList<(string Type, string Id)> names)
    {
        MustBeSystem(grant);
        var count = default(ErasureCount);
        foreach (var chunk in names.Chunk(Limits.ErasedResources))
        {
            var task = new EraseTask(chunk);
            await _committer.RunAsync(task);
            count += task.Count;
        }

        DropKept();
        await Task.Run(Scrub);
        return count;
    }

    /// <summary>Removes older versions of a resource, which itself stays as it is.</summary>
    /// <param name="grant">A system grant.</param>
    /// <param name="type">Resource type.</param>
    /// <param name="id">Logical id.</param>
    /// <param name="version">The one version to remove; null for all but the current one.</param>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    public async Task<ErasureCount> EraseVersionsAsync(Grant grant, string type, string id, int? version = null)
    {
        MustBeSystem(grant);
        var task = new EraseTask([(type, id)], isHistory: true, version);
        await _committer.RunAsync(task);
        DropKept();
        await Task.Run(Scrub);
        return task.Count;
    }

    /// <summary>What was kept when the store was brought from an older layout has what is erased.</summary>
    private void DropKept()
    {
        if (_database is not SqliteDatabase file)
            return;

        foreach (var kept in SchemaSetup.KeptOf(file.Path))
            File.Delete(kept);
    }

    /// <summary>Removes what was deleted from the disk, where that takes long and can be done beside the
    /// writer.</summary>
    private void Scrub()
    {
        if (!IsShared)
            return;

        using var connection = _database.OpenWriter();
        connection.Scrub();
    }

    private static void MustBeSystem(Grant grant)
    {
        if (!grant.IsUnrestricted)
            throw new ArgumentException("This needs a system grant.", nameof(grant));
    }
}

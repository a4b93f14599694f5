using Havel.Store.Backups;
using Havel.Store.Checking;
using Havel.Store.Reading;
using Havel.Store.Tests.Parameters;
using Havel.Store.Writing;
using Xunit;

namespace Havel.Store.Tests.Backups;

public sealed class FolderBackupTests : IDisposable
{
    private const int BundleSize = 20;

    private readonly string _place = Directory.CreateTempSubdirectory("havel-backup-").FullName;

    private string Copy => Path.Combine(_place, "copy");

    private string Restored => Path.Combine(_place, "restored");

    public void Dispose() => Directory.Delete(_place, recursive: true);

    [Fact]
    public async Task A_copy_made_while_others_write_is_of_one_moment_and_sound()
    {
        using var store = new TestStore();
        await WriteBundleAsync(store, 0);
        using var stop = new CancellationTokenSource();
        var written = 1;
        var writing = Task.Run(async () =>
        {
            for (var round = 1; !stop.IsCancellationRequested; round++)
            {
                await WriteBundleAsync(store, round);
                Interlocked.Increment(ref written);
            }
        });
        while (Volatile.Read(ref written) < 10)
            await Task.Delay(1);

        var before = Volatile.Read(ref written);
        FolderBackup.Make(store.Folder, Copy, CancellationToken.None);
        await stop.CancelAsync();
        await writing;

        FolderRestore.Run(Copy, Restored, CancellationToken.None);
        using var again = new TestStore(Restored);
        again.AssertSound();
        var there = again.Find("Observation", "status", "final").Count;
        Assert.True(there >= before * BundleSize, $"{there} resources of {before} bundles acknowledged before.");
        Assert.Equal(0, there % BundleSize);
        Assert.Equal(
            store.Store.Read(store.Grant, "Observation", "r0-0").Resource.Body.ToArray(),
            again.Store.Read(again.Grant, "Observation", "r0-0").Resource.Body.ToArray());
        await again.PutAsync(Sample.Patient("afterwards"));
    }

    [Fact]
    public async Task What_was_acknowledged_before_the_backup_began_is_in_it_while_creates_are_held_back()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Patient("p1"));
        using var stop = new CancellationTokenSource();
        var acknowledged = 0;
        var writing = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                var ready = store.Ready(Sample.Observation($"h{writer}-{number}", "p1", value: number % 9));
                Assert.True((await store.CommitAsync(WriteOperation.Create(store.Grant, ready))).IsCommitted);
                Interlocked.Increment(ref acknowledged);
            }
        })).ToList();
        for (var round = 0; round < 4; round++)
        {
            while (Volatile.Read(ref acknowledged) < 400 * (round + 1))
                await Task.Delay(1);

            var before = Volatile.Read(ref acknowledged);
            FolderBackup.Make(store.Folder, $"{Copy}{round}", CancellationToken.None);
            FolderRestore.Run($"{Copy}{round}", $"{Restored}{round}", CancellationToken.None);
            var report = StoreInspection.Check(
                store.Grant, new StoreOptions($"{Restored}{round}", store.Clock));
            Assert.Empty(report.Faults);
            using var again = new TestStore($"{Restored}{round}");
            again.AssertSound();
            var there = again.Scalar("SELECT count(*) FROM resource WHERE id LIKE 'h%'");
            Assert.True(there >= before, $"{there} resources of {before} acknowledged before.");
        }

        await stop.CancelAsync();
        await Task.WhenAll(writing);
    }

    [Fact]
    public async Task A_revocation_is_in_the_copy_that_was_made_after_it()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Patient("p1"));
        await store.PutAsync(Sample.DenyAll("c1", "p1"));
        FolderBackup.Make(store.Folder, Copy, CancellationToken.None);
        FolderRestore.Run(Copy, Restored, CancellationToken.None);

        using var again = new TestStore(Restored);
        var clinician = again.Gate.Admit(
            Consent.Callers.Caller.ForClinician("d1", ["h1"]), Consent.Callers.Interaction.Read).Grant!;
        Assert.Equal(ReadStatus.NotFound, again.Store.Read(clinician, "Patient", "p1").Status);
    }

    [Fact]
    public async Task A_backup_that_was_touched_is_not_restored()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Patient("p1"));
        FolderBackup.Make(store.Folder, Copy, CancellationToken.None);
        var database = Path.Combine(Copy, "havel.db");
        var bytes = await File.ReadAllBytesAsync(database);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(database, bytes);

        var fault = Assert.Throws<IOException>(() => FolderRestore.Run(Copy, Restored, CancellationToken.None));
        Assert.Contains("havel.db", fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restored));

        File.Delete(database);
        Assert.Throws<IOException>(() => FolderRestore.Run(Copy, Restored, CancellationToken.None));
    }

    [Fact]
    public async Task Nothing_is_overwritten()
    {
        using var store = new TestStore();
        await store.PutAsync(Sample.Patient("p1"));
        FolderBackup.Make(store.Folder, Copy, CancellationToken.None);

        Assert.Throws<IOException>(() => FolderBackup.Make(store.Folder, Copy, CancellationToken.None));
        Assert.Throws<IOException>(() => FolderRestore.Run(Copy, store.Folder, CancellationToken.None));
        Assert.Throws<IOException>(() => FolderBackup.Make(_place, Copy + "2", CancellationToken.None));
        store.AssertSound();
    }

    private static async Task WriteBundleAsync(TestStore store, int round)
    {
        var operations = Enumerable.Range(0, BundleSize)
            .Select(number => store.Ready(Sample.Observation($"r{round}-{number}", $"p{round % 5}", value: number)))
            .Select(ready => WriteOperation.Update(store.Grant, ready));
        Assert.True((await store.CommitAsync([.. operations])).IsCommitted);
    }
}

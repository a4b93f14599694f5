using System.IO.Compression;
using System.Text;
using Havel.Consent.Callers;
using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Store.Reading;
using Havel.Store.Sqlite;
using Havel.Store.Tests.Parameters;
using Xunit;

namespace Havel.Store.Tests.Migrating;

/// <summary>A data folder that the last program of layout 3 wrote: patients, observations with older versions and
/// deletions, consents, a custom search parameter.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("havel-migration-").FullName;

    public MigrationTests()
    {
        using var packed = typeof(MigrationTests).Assembly.GetManifestResourceStream("layout-3.db.gz")!;
        using var unpacking = new GZipStream(packed, CompressionMode.Decompress);
        using var file = File.Create(Path.Combine(_folder, "havel.db"));
        unpacking.CopyTo(file);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_folder_of_layout_3_answers_as_it_did_and_more()
    {
        var bodies = PlainBodies();
        using var store = new TestStore(_folder);

        await AssertMigratedAsync(store, bodies);
        Assert.True(File.Exists(Path.Combine(_folder, "havel.db.layout3")));
        Assert.Equal(3, store.Scalar("SELECT count(*) FROM schema_step"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_migration_that_was_interrupted_goes_on_at_the_next_start(int lines)
    {
        var bodies = PlainBodies();
        var told = 0;
        var options = new StoreOptions(_folder, new StoppedClock(), IndexesInBackground: false)
        {
            Tell = _ => told = ++told == lines ? throw new OperationCanceledException() : told,
        };
        Assert.ThrowsAny<OperationCanceledException>(() => FhirStore.Open(options));

        using var store = new TestStore(_folder);
        await AssertMigratedAsync(store, bodies);
    }

    [Fact]
    public void A_folder_of_layout_3_is_not_searched_before_it_is_migrated()
    {
        var grant = new Gate(Regime.OptOut, new StoppedClock()).Background("test", "looks at all");
        var refused = Assert.Throws<Havel.Store.Schema.SchemaException>(() =>
            Havel.Store.Checking.StoreInspection.Check(grant, new StoreOptions(_folder, new StoppedClock())));

        Assert.Contains("havel migrate", refused.Message, StringComparison.Ordinal);
    }

    private static async Task AssertMigratedAsync(TestStore store, Dictionary<string, string> bodies)
    {
        store.AssertSound();
        await store.SettleAsync();
        store.AssertSound();
        Assert.Equal(23, store.Find("Observation", "code", "718-7").Count + 1);
        Assert.Equal(["o21"], store.Find("Observation", "amount", "77"));
        Assert.Equal(["o1", "o2", "o3", "o4", "o5", "o6", "o7"],
            store.Find("Observation", "value-quantity", "gt100||g/dL").Concat(
                store.Find("Observation", "value-quantity", "gt100||mg/dL")).Order(StringComparer.Ordinal));
        Assert.Equal(["p1"], store.Find("Patient", "family", "muller"));
        Assert.Equal(["pr1"], store.Find("Provenance", "target", "Observation/o1"));

        // What layout 3 did not have.
        Assert.Equal(22, store.Find("Observation", "code:text", "hämoglobin").Count);
        Assert.Equal(["p2"], store.Find(
            "Patient", "identifier:of-type", "http://terminology.hl7.org/CodeSystem/v2-0203|MR|M-2"));
        Assert.Equal(["p0", "p1", "p2", "p3", "p4"], store.Find("Patient", "_text", "köln"));

        foreach (var (name, body) in bodies)
        {
            var parts = name.Split('/');
            var read = store.Store.ReadVersion(store.Grant, parts[0], parts[1], long.Parse(
                parts[2], System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(body, Encoding.UTF8.GetString(read.Resource.Body.Span));
        }

        Assert.Equal(ReadStatus.Gone, store.Store.Read(store.Grant, "Observation", "o20").Status);
        Assert.Equal(0, store.Scalar("SELECT count(*) FROM resource WHERE substr(body, 1, 1) = x'7b'"));
        Assert.Equal(0, store.Scalar("SELECT count(*) FROM history WHERE substr(body, 1, 1) = x'7b'"));
        AssertConsents(store);
    }

    private static void AssertConsents(TestStore store)
    {
        var clinician = store.Gate.Admit(Caller.ForClinician("d1", ["h1"]), Interaction.Read).Grant!;
        Assert.Equal(ReadStatus.NotFound, store.Store.Read(clinician, "Patient", "p2").Status);
        Assert.Equal(ReadStatus.Found, store.Store.Read(clinician, "Patient", "p3").Status);
        Assert.Equal(ReadStatus.NotFound, store.Store.Read(clinician, "Observation", "o6").Status);
        Assert.Equal(ReadStatus.Found, store.Store.Read(clinician, "Observation", "o1").Status);
    }

    /// <summary>All versions as layout 3 has them, by type, id and version.</summary>
    private Dictionary<string, string> PlainBodies()
    {
        var bodies = new Dictionary<string, string>(StringComparer.Ordinal);
        using var connection = SqliteConnection.Open(
            Path.Combine(_folder, "havel.db"), OpenMode.ReadWriteCreate);
        using var rows = connection.Prepare("""
            SELECT t.name || '/' || r.id || '/' || v.version, v.body FROM resource r JOIN type t ON t.id = r.type
            JOIN (SELECT rid, version, body, deleted FROM resource
                  UNION ALL SELECT rid, version, body, deleted FROM history) v ON v.rid = r.rid WHERE v.deleted = 0
            """);
        while (rows.Step())
            bodies.Add(rows.String(0), Encoding.UTF8.GetString(rows.Blob(1)));

        Assert.Equal(46, bodies.Count);
        return bodies;
    }
}

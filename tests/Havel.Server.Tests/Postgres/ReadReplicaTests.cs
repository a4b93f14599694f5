using System.Globalization;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Server.Tests.Postgres;

/// <summary>Reads from a real hot standby (<c>--read-store</c>), which a test holds back by pausing its replay. Source:
/// https://www.postgresql.org/docs/15/functions-admin.html#FUNCTIONS-RECOVERY-CONTROL.</summary>
public sealed class ReadReplicaTests
{
    private const string Denial = """
        {"resourceType":"Consent","id":"no","status":"active",
         "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
         "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
         "patient":{"reference":"Patient/p"},"dateTime":"2026-05-01",
         "policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTOUT"}]},
         "provision":{"type":"deny"}}
        """;

    private static string Patient(string id, bool active = true) =>
        $$$"""
        {"resourceType":"Patient","id":"{{{id}}}","identifier":[{"system":"urn:test","value":"{{{id}}}"}],
         "active":{{{(active ? "true" : "false")}}}}
        """;

    [PostgresFact]
    public async Task A_copy_answers_reads_and_never_with_rights_that_were_revoked()
    {
        using var world = await Replicated.Start();
        await using var host = await world.Serve();
        var system = host.AsSystem();
        var clinician = host.AsPractitioner("d", "o");
        await system.Store(Patient("p"));
        world.CatchUp();
        Assert.Equal(200, (await clinician.Get("Patient/p")).Status);

        world.Pause();
        await system.Store(Patient("p", active: false));
        Assert.Contains("\"versionId\":\"1\"", (await system.Get("Patient/p")).Text);
        Assert.Contains("\"versionId\":\"1\"", (await clinician.Get("Patient/p")).Text);
        Assert.NotEqual("0", world.Standby.Sql(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'havel'"));

        // What a write depends on is read where it is written, whatever the copy still says.
        var patched = await system.Patch("Patient/p", """[{"op":"add","path":"/gender","value":"female"}]""");
        Assert.True(patched.Status == 200, patched.Text);
        Assert.Contains("\"versionId\":\"3\"", patched.Text);
        await system.Store(Patient("new"));
        var again = await system.Post("Patient", Patient("new"), ("If-None-Exist", "identifier=urn:test|new"));
        Assert.Equal(200, again.Status);

        await system.Store(Denial);
        Assert.Equal(404, (await clinician.Get("Patient/p")).Status);
        Assert.Equal(404, (await clinician.Get("Patient/p/_history/1")).Status);
        Assert.Equal(0, (await clinician.Get("Patient?identifier=urn:test|p")).Total);
        Assert.Equal(404, (await clinician.Get("Patient/p/_history")).Status);

        world.Resume();
        world.CatchUp();
        Assert.Equal(404, (await clinician.Get("Patient/p")).Status);
        Assert.Equal(0, (await clinician.Get("Patient?identifier=urn:test|p")).Total);
        Assert.Contains("\"versionId\":\"3\"", (await system.Get("Patient/p")).Text);
    }

    [PostgresFact]
    public async Task A_denial_that_another_server_acknowledged_counts_though_the_copy_has_it_not()
    {
        using var world = await Replicated.Start();
        await using var one = await world.Serve();
        await using var other = await world.Serve();
        await one.AsSystem().Store(Patient("p"));
        world.CatchUp();
        var clinician = other.AsPractitioner("d", "o");
        Assert.Equal(1, (await clinician.Get("Patient?identifier=urn:test|p")).Total);

        world.Pause();
        await one.AsSystem().Store(Denial);
        Assert.Equal(0, (await clinician.Get("Patient?identifier=urn:test|p")).Total);
        Assert.Equal(404, (await clinician.Get("Patient/p")).Status);
        world.Resume();
    }

    [PostgresFact]
    public async Task Without_the_primary_only_those_read_on_whom_no_consent_binds_and_without_the_copy_everybody_does()
    {
        using var world = await Replicated.Start();
        await using var host = await world.Serve();
        var system = host.AsSystem();
        var clinician = host.AsPractitioner("d", "o");
        await system.Store(Patient("p"));
        world.CatchUp();
        Assert.Equal(200, (await clinician.Get("Patient/p")).Status);

        world.Primary.Kill();
        Assert.Equal(200, (await system.Get("Patient/p")).Status);
        HavelAnswer[] refusals = [await clinician.Get("Patient/p"), await system.Put("Patient/p", Patient("p"))];
        foreach (var refused in refusals)
        {
            Assert.Equal(503, refused.Status);
            Assert.NotNull(refused.Header("Retry-After"));
            Assert.Contains("OperationOutcome", refused.Text);
        }

        world.Primary.Restart();
        Assert.Equal(200, (await clinician.Get("Patient/p")).Status);
        Assert.Equal(200, (await system.Put("Patient/p", Patient("p", active: false))).Status);

        world.Standby.Kill();
        Assert.Equal(200, (await clinician.Get("Patient/p")).Status);
        Assert.Equal(1, (await system.Get("Patient?identifier=urn:test|p")).Total);
    }

    /// <summary>A primary and its standby.</summary>
    private sealed class Replicated : IDisposable
    {
        private Replicated(PostgresServer primary, PostgresServer standby, PostgresDatabase database)
        {
            Primary = primary;
            Standby = standby;
            Database = database;
        }

        public PostgresServer Primary { get; }

        public PostgresServer Standby { get; }

        private PostgresDatabase Database { get; }

        public static async Task<Replicated> Start()
        {
            var primary = PostgresServer.Start(isDurable: true);
            var database = primary.CreateDatabase();

            // The tables have to be there when the copy is opened.
            await using (await HavelHost.Start(new HavelHostOptions { Store = database.ConnectionString }))
            {
            }

            return new Replicated(primary, PostgresServer.Start(isDurable: true, primary), database);
        }

        public Task<HavelHost> Serve() => HavelHost.Start(new HavelHostOptions
        {
            Store = Database.ConnectionString,
            ReadStore = Database.ConnectionString.Replace(
                string.Create(CultureInfo.InvariantCulture, $"Port={Primary.Port}"),
                string.Create(CultureInfo.InvariantCulture, $"Port={Standby.Port}"),
                StringComparison.Ordinal),
        });

        public void Pause() => Standby.Sql("SELECT pg_wal_replay_pause()");

        public void Resume() => Standby.Sql("SELECT pg_wal_replay_resume()");

        public void CatchUp()
        {
            var written = Primary.Sql("SELECT pg_current_wal_lsn()");
            for (var tries = 0; tries < 200; tries++)
            {
                if (Standby.Sql($"SELECT pg_last_wal_replay_lsn() >= '{written}'") is "t")
                    return;

                Thread.Sleep(50);
            }

            Assert.Fail("The standby does not follow.");
        }

        public void Dispose()
        {
            Standby.Dispose();
            Primary.Dispose();
        }
    }
}

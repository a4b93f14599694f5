using Havel.Tests.Shared;
using Xunit;

namespace Havel.Server.Tests.Records;

/// <summary>What gathers, labels, erases and answers later says the same on both databases.</summary>
public sealed class RecordsOnPostgresTests
{
    private const string Label = """
        {"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"tag":[{"code":"seen"}],
        "security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"HIV"}]} }]}
        """;

    private static readonly string[] Requests =
    [
        "Patient/p/$everything", "Patient/p/$everything?_count=3", "Patient/p/$everything?start=2024-02-01",
        "Patient/$everything", "Patient/p/$everything?_since=2020-01-01", "Encounter/e/$everything",
        "Observation/$lastn?patient=p&max=2", "$meta", "Observation/$meta", "Observation/o1/$meta",
    ];

    [PostgresFact]
    public async Task Both_databases_answer_alike_byte_for_byte()
    {
        using var database = PostgresServer.Shared.CreateDatabase();
        await using var postgres = await HavelHost.Start(new HavelHostOptions { Store = database.ConnectionString });
        await using var sqlite = await HavelHost.Start();
        foreach (var host in (HavelHost[])[postgres, sqlite])
            await Fill(host.AsSystem());

        await Compare(postgres, sqlite);
        foreach (var host in (HavelHost[])[postgres, sqlite])
        {
            Assert.Equal(200, (await host.AsSystem().Post("Observation/o1/_history/1/$meta-add", Label)).Status);
            Assert.Equal(200, (await host.AsSystem().Post("Observation/o1/$meta-add", Label)).Status);
            Assert.Equal(["Observation/o1"], (await host.AsSystem().Get("Observation?_tag=seen")).Ids);
        }

        await Compare(postgres, sqlite);
        foreach (var host in (HavelHost[])[postgres, sqlite])
        {
            var system = host.AsSystem();
            var stats = await system.Get("$stats?rows=true");
            Assert.Contains("{\"name\":\"Observation\",\"valueDecimal\":4}", stats.Text);
            var status = (await system.Get("Patient", ("Prefer", "respond-async"))).Header("Content-Location")!;
            HavelAnswer done;
            do
                done = await system.Get(status);
            while (done.Status == 202);
            Assert.Contains("\"Patient\"", done.Text);

            var erased = await system.Post("Patient/p/$expunge?scope=record", "");
            Assert.True(erased.Status == 200, erased.Text);
            Assert.Equal(404, (await system.Get("Patient/p")).Status);
            Assert.Equal(404, (await system.Get("Observation/o1/_history")).Status);
            Assert.Equal(0, (await system.Get("Observation?_total=accurate")).Total);
            Assert.Equal(200, (await system.Get("Practitioner/dr")).Status);
            Assert.Equal(404, (await system.Get(status)).Status);
        }
    }

    private static async Task Compare(HavelHost postgres, HavelHost sqlite)
    {
        foreach (var request in Requests)
        {
            for (var (one, other) = (request, request); one is not null;)
            {
                var left = await postgres.AsSystem().Get(one);
                var right = await sqlite.AsSystem().Get(other!);
                Assert.True(left.Status == 200, left.Text);
                Assert.Equal(WithoutPages(right.Text), WithoutPages(left.Text));
                var pages = left.Text.Contains("\"link\"", StringComparison.Ordinal);
                (one, other) = pages ? (left.Link("next")!, right.Link("next")) : (null!, null);
            }
        }
    }

    private static string WithoutPages(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, "_page=[^\"]*", "_page=");

    private static async Task Fill(HavelClient system)
    {
        await system.Store("""{"resourceType":"Organization","id":"org"}""");
        await system.Store("""{"resourceType":"Practitioner","id":"dr","meta":{"profile":["urn:only:here"]} }""");
        await system.Store("""
            {"resourceType":"Patient","id":"p","managingOrganization":{"reference":"Organization/org"} }
            """);
        await system.Store("""
            {"resourceType":"Encounter","id":"e","status":"finished","class":{"code":"IMP"},
            "subject":{"reference":"Patient/p"},"period":{"start":"2024-01-15","end":"2024-02-03"} }
            """);
        for (var i = 1; i <= 4; i++)
        {
            await system.Store($$"""
                {"resourceType":"Observation","id":"o{{i}}","status":"final","code":{"coding":[{"code":"x"}]},
                "meta":{"tag":[{"code":"t{{i}}"}]},"encounter":{"reference":"Encounter/e"},
                "subject":{"reference":"Patient/p"},"effectiveDateTime":"2024-0{{i}}-10",
                "performer":[{"reference":"Practitioner/dr"}]}
                """);
        }

        await system.Store("""
            {"resourceType":"Observation","id":"o1","status":"amended","code":{"coding":[{"code":"x"}]},
            "subject":{"reference":"Patient/p"} }
            """);
    }
}

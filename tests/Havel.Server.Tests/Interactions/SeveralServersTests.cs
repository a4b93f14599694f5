using Havel.Tests.Shared;
using Xunit;

namespace Havel.Server.Tests.Interactions;

/// <summary>Two servers on one PostgreSQL database answer as one.</summary>
public sealed class SeveralServersTests
{
    private const string Denial = """
        {"resourceType":"Consent","id":"no","status":"active",
         "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
         "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
         "patient":{"reference":"Patient/p"},"dateTime":"2026-05-01",
         "policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTOUT"}]},
         "provision":{"type":"deny"}}
        """;

    private const string Patient =
        """{"resourceType":"Patient","id":"p","identifier":[{"system":"urn:test","value":"1"}],"active":true}""";

    [PostgresFact]
    public async Task A_denial_that_one_has_acknowledged_is_in_force_at_the_next_request_to_the_other()
    {
        await using var pair = await Pair.Start();
        await pair.One.AsSystem().Put("Patient/p", Patient);
        var clinician = pair.Other.AsPractitioner("d", "o");
        for (var round = 0; round < 20; round++)
        {
            Assert.Equal(200, (await clinician.Get("Patient/p")).Status);
            var said = await pair.One.AsSystem().Put("Consent/no", Denial);
            Assert.True(said.Status is 200 or 201, said.Text);

            Assert.Equal(404, (await clinician.Get("Patient/p")).Status);
            Assert.Equal(0, (await clinician.Get("Patient?identifier=urn:test|1")).Total);
            await pair.One.AsSystem().Delete("Consent/no");
        }
    }

    [PostgresFact]
    public async Task Conditional_creates_at_both_make_one_resource()
    {
        await using var pair = await Pair.Start();
        for (var round = 0; round < 10; round++)
        {
            var value = $"v{round}";
            var body = Patient.Replace("\"value\":\"1\"", $"\"value\":\"{value}\"", StringComparison.Ordinal);
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(at => pair.At(at).AsSystem().Post(
                "Patient", body, ("If-None-Exist", $"identifier=urn:test|{value}"))));

            Assert.Single(answers, answer => answer.Status == 201);
            Assert.All(answers, answer => Assert.True(answer.Status is 200 or 201, answer.Text));
            Assert.Equal(1, (await pair.Other.AsSystem().Get($"Patient?identifier=urn:test|{value}")).Total);
        }
    }

    [PostgresFact]
    public async Task Of_updates_that_name_one_version_at_both_exactly_one_stands()
    {
        await using var pair = await Pair.Start();
        await pair.One.AsSystem().Put("Patient/p", Patient);
        for (var version = 1; version <= 15; version++)
        {
            var named = ("If-Match", $"W/\"{version}\"");
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 6).Select(at => pair.At(at).AsSystem().Put("Patient/p", Patient, named)));

            Assert.Single(answers, answer => answer.Status == 200);
            Assert.All(answers, answer => Assert.True(answer.Status is 200 or 412, answer.Text));
        }
    }

    [PostgresFact]
    public async Task Pages_go_on_at_the_other_server_and_tokens_hold_at_both()
    {
        await using var pair = await Pair.Start();
        for (var at = 0; at < 5; at++)
            await pair.At(at).AsSystem().Post("Patient", """{"resourceType":"Patient","active":true}""");

        var first = await pair.One.AsSystem().Get("Patient?_count=3");
        var next = first.Link("next")!.Replace(HavelHost.Base + "/", string.Empty, StringComparison.Ordinal);
        var second = await pair.Other.AsSystem().Get(next);

        Assert.Equal(5, first.Ids.Concat(second.Ids).Distinct().Count());
    }

    [PostgresFact]
    public async Task A_search_parameter_that_one_has_registered_is_one_of_the_other()
    {
        await using var pair = await Pair.Start();
        await pair.Other.AsSystem().Put("Patient/p", Patient);
        var registered = await pair.One.AsSystem().Put("SearchParameter/lively", """
            {"resourceType":"SearchParameter","id":"lively","url":"urn:test:lively","name":"lively","status":"active",
             "description":"x","code":"lively","base":["Patient"],"type":"token","expression":"Patient.active"}
            """);
        Assert.True(registered.Status is 200 or 201, registered.Text);
        HavelAnswer found;
        var tries = 0;
        do
        {
            await Task.Delay(100);
            await pair.Other.Deployment.Others!.Look();
            found = await pair.Other.AsSystem().Get("Patient?lively=true", ("Prefer", "handling=strict"));
        }
        while (found.Status != 200 && ++tries < 100);

        Assert.Equal(1, found.Total);
    }

    private sealed class Pair : IAsyncDisposable
    {
        private readonly PostgresDatabase _database;
        private readonly string _folder;

        private Pair(PostgresDatabase database, string folder, HavelHost one, HavelHost other)
        {
            (_database, _folder) = (database, folder);
            (One, Other) = (one, other);
        }

        public HavelHost One { get; }

        public HavelHost Other { get; }

        public static async Task<Pair> Start()
        {
            var database = PostgresServer.Shared.CreateDatabase();
            var folder = Directory.CreateTempSubdirectory("havel-pair-").FullName;
            var options = new HavelHostOptions { Folder = folder, Store = database.ConnectionString };
            return new Pair(database, folder, await HavelHost.Start(options), await HavelHost.Start(options));
        }

        public HavelHost At(int number) => number % 2 == 0 ? One : Other;

        public async ValueTask DisposeAsync()
        {
            await One.DisposeAsync();
            await Other.DisposeAsync();
            _database.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }
}

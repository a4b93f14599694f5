using System.Text;
using System.Text.Json;
using Havel.Server.Writes;
using Xunit;

namespace Havel.Server.Tests.Interactions;

/// <summary>Transactions with every verb. Source: https://hl7.org/fhir/R4/http.html#trules.</summary>
public sealed class TransactionTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task A_search_in_a_reference_finds_what_the_transaction_makes()
    {
        var answer = await Send(
            Entry("POST", "Observation", Observation("Patient?identifier=urn:t|in-tx")),
            Entry("POST", "Patient", Patient("in-tx")));
        Assert.Equal(200, answer.Status);
        var made = Location(answer, 1)[..^"/_history/1".Length];
        Assert.Equal(made, Subject(answer, 0));
    }

    [Fact]
    public async Task Searches_that_wait_for_each_other_are_resolved_one_after_the_other()
    {
        var answer = await Send(
            Entry("POST", "Observation", Observation(
                "Patient?identifier=urn:t|chain",
                ",\"encounter\":{\"reference\":\"Encounter?identifier=urn:t|chain\"}")),
            Entry("POST", "Encounter", """
                {"resourceType":"Encounter","status":"finished","class":{"code":"AMB"},
                "identifier":[{"system":"urn:t","value":"chain"}],
                "subject":{"reference":"Patient?identifier=urn:t|chain"}}
                """),
            Entry("POST", "Patient", Patient("chain")));
        Assert.Equal(200, answer.Status);
        var encounter = answer.Entries[0].GetProperty("resource").GetProperty("encounter").GetProperty("reference");
        Assert.StartsWith(encounter.GetString()!, Location(answer, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_in_a_reference_does_not_find_what_the_transaction_deletes()
    {
        await _system.Store(Patient("doomed", "doomed"));
        var answer = await Send(
            Entry("POST", "Observation", Observation("Patient?identifier=urn:t|doomed")),
            Entry("DELETE", "Patient/doomed"));
        Assert.Equal(412, answer.Status);
        Assert.Equal(200, (await _system.Get("Patient/doomed")).Status);
    }

    [Fact]
    public async Task Links_of_every_kind_follow_and_canonicals_stay()
    {
        const string Urn = "urn:oid:1.2.3.4.5";
        var answer = await Send(
            Entry("POST", "Patient", Patient("linked"), Urn),
            Entry("POST", "DocumentReference", $$"""
                {"resourceType":"DocumentReference","status":"current",
                "text":{"status":"generated",
                "div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><a href=\"{{Urn}}\">x</a></div>"},
                "meta":{"profile":["{{Urn}}"]},
                "subject":{"reference":"{{Urn}}"},"content":[{"attachment":{"url":"{{Urn}}"} }]}
                """));
        Assert.Equal(200, answer.Status);
        var patient = Location(answer, 0)[..^"/_history/1".Length];
        var document = answer.Entries[1].GetProperty("resource");
        Assert.Equal(patient, document.GetProperty("subject").GetProperty("reference").GetString());
        Assert.Equal(
            patient, document.GetProperty("content")[0].GetProperty("attachment").GetProperty("url").GetString());
        var narrative = document.GetProperty("text").GetProperty("div").GetString();
        Assert.Contains($"href=\"{patient}\"", narrative, StringComparison.Ordinal);
        Assert.Equal(Urn, document.GetProperty("meta").GetProperty("profile")[0].GetString());
    }

    [Fact]
    public async Task A_reference_to_a_version_means_the_version_that_is_made()
    {
        await _system.Store(Patient("versioned", "versioned"));
        var url = HavelHost.Base + "/Patient/versioned";
        var answer = await Send(
            Entry("PUT", "Patient/versioned", Patient("versioned", "versioned"), url),
            Entry("POST", "Observation", Observation(url + "/_history/1")));
        Assert.Equal(200, answer.Status);
        Assert.Equal("Patient/versioned/_history/2", Subject(answer, 1));
    }

    [Fact]
    public async Task Relative_references_mean_what_lies_beside_the_entry()
    {
        var answer = await Send(
            Entry("POST", "Patient", Patient("beside"), "http://elsewhere.example/fhir/Patient/12"),
            Entry(
                "POST", "Observation", Observation("Patient/12"), "http://elsewhere.example/fhir/Observation/7"));
        Assert.Equal(200, answer.Status);
        Assert.StartsWith(Subject(answer, 1)!, Location(answer, 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conditional_writes_stand_in_a_transaction()
    {
        await _system.Store(Patient("cu", "cu"));
        await _system.Store(Patient("cd", "cd"));
        await _system.Store(Patient("cp", "cp"));
        var answer = await Send(
            Entry("PUT", "Patient?identifier=urn:t|cu", Patient("cu")),
            Entry("PUT", "Patient?identifier=urn:t|cu-new", Patient("cu-new")),
            Entry("DELETE", "Patient?identifier=urn:t|cd"),
            Entry("DELETE", "Patient?identifier=urn:t|cd-none"),
            Entry(
                "PATCH", "Patient?identifier=urn:t|cp",
                JsonPatch("""[{"op":"add","path":"/active","value":true}]""")));
        Assert.Equal(200, answer.Status);
        Assert.Equal(["200", "201", "204", "204", "200"], Statuses(answer));
        Assert.Equal(410, (await _system.Get("Patient/cd")).Status);
        Assert.True((await _system.Get("Patient/cp")).Json.GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task All_three_patches_stand_in_batches_and_transactions()
    {
        foreach (var type in (string[])["batch", "transaction"])
        {
            string[] ids = [$"p1-{type}", $"p2-{type}", $"p3-{type}"];
            foreach (var id in ids)
                await _system.Store(Patient(id, id));

            var answer = await _system.Post("", Bundle(type,
                Entry("PATCH", "Patient/" + ids[0], JsonPatch("""[{"op":"add","path":"/active","value":true}]""")),
                Entry("PATCH", "Patient/" + ids[1], """
                    {"resourceType":"Parameters","parameter":[{"name":"operation","part":[
                    {"name":"type","valueCode":"add"},{"name":"path","valueString":"Patient"},
                    {"name":"name","valueString":"active"},{"name":"value","valueBoolean":true}]}]}
                    """),
                Entry("PATCH", "Patient/" + ids[2], Binary(
                    "application/xml-patch+xml",
                    """<d xmlns:f="http://hl7.org/fhir"><add sel="f:Patient"><f:active value="true"/></add></d>"""))));
            Assert.Equal(["200", "200", "200"], Statuses(answer));
            foreach (var id in ids)
                Assert.True((await _system.Get("Patient/" + id)).Json.GetProperty("active").GetBoolean());
        }
    }

    [Fact]
    public async Task Reads_see_the_moment_of_the_commit()
    {
        await _system.Store(Patient("moment", "moment"));
        var answer = await Send(
            Entry("GET", "Patient?identifier=urn:t|moment"),
            Entry("GET", "Patient/moment/_history"),
            Entry("GET", "Patient/moment/_history/1"),
            Entry("HEAD", "Patient/moment"),
            Entry("PATCH", "Patient/moment", JsonPatch("""[{"op":"add","path":"/gender","value":"male"}]""")));
        Assert.Equal(200, answer.Status);
        Assert.Equal(["200", "200", "200", "200", "200"], Statuses(answer));
        var found = answer.Entries[0].GetProperty("resource").GetProperty("entry")[0].GetProperty("resource");
        Assert.Equal("male", found.GetProperty("gender").GetString());
        Assert.Equal(2, answer.Entries[1].GetProperty("resource").GetProperty("total").GetInt32());
        Assert.False(answer.Entries[2].GetProperty("resource").TryGetProperty("gender", out _));
        Assert.Equal("W/\"2\"", answer.Entries[3].GetProperty("response").GetProperty("etag").GetString());
    }

    [Fact]
    public async Task Many_transactions_with_reads_at_once_see_their_own_version()
    {
        await _system.Store(Patient("crowd", "crowd"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Send(
            Entry("GET", "Patient/crowd"),
            Entry("PATCH", "Patient/crowd", JsonPatch(
                $$"""[{"op":"add","path":"/birthDate","value":"19{{10 + i}}"}]""")))));
        foreach (var answer in answers)
        {
            Assert.Equal(200, answer.Status);
            Assert.Equal(
                answer.Entries[1].GetProperty("resource").GetProperty("birthDate").GetString(),
                answer.Entries[0].GetProperty("resource").GetProperty("birthDate").GetString());
        }
    }

    [Fact]
    public async Task Two_creates_on_one_condition_make_one_resource()
    {
        var one = """{"request":{"method":"POST","url":"Patient","ifNoneExist":"identifier=urn:t|double"},"resource":"""
            + Patient("double") + "}";
        var answer = await Send(one, one);
        Assert.Equal(["201", "200"], Statuses(answer));
        Assert.Equal(1, (await _system.Get("Patient?identifier=urn:t|double")).Total);
    }

    [Theory]
    [InlineData("PUT", "DELETE", "Patient/same")]
    [InlineData("PUT", "PUT", "Patient?identifier=urn:t|same")]
    [InlineData("DELETE", "PUT", "Patient?identifier=urn:t|same")]
    [InlineData("PATCH", "DELETE", "Patient?identifier=urn:t|same")]
    public async Task A_resource_is_written_once_however_it_is_named(string first, string second, string url)
    {
        await _system.Store(Patient("same", "same"));
        var answer = await Send(Write(first, "Patient/same"), Write(second, url));
        Assert.Equal(400, answer.Status);
        Assert.Contains("once", answer.Diagnostics, StringComparison.Ordinal);
        Assert.Equal(200, (await _system.Get("Patient/same")).Status);
    }

    [Fact]
    public async Task A_conflict_names_the_entry()
    {
        await _system.Store(Patient("named", "named"));
        var answer = await Send(
            Entry("POST", "Patient", Patient("x")),
            Entry("PATCH", "Patient/named", JsonPatch("""[{"op":"test","path":"/id","value":"other"}]""")));
        Assert.Equal(422, answer.Status);
        Assert.Contains("Bundle.entry[1]", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task References_have_to_lead_somewhere_where_the_operator_says_so()
    {
        await using var host = await HavelHost.Start(new HavelHostOptions
        {
            Writes = new WritePolicy { Integrity = IntegrityMode.Enforce },
        });
        var system = host.AsSystem();
        Assert.Equal(422, (await system.Post("Observation", Observation("Patient/none"))).Status);

        var both = await system.Post("", Bundle(
            "transaction",
            Entry("POST", "Observation", Observation("urn:uuid:22222222-2222-4222-8222-222222222222")),
            Entry("POST", "Patient", Patient("ri"), "urn:uuid:22222222-2222-4222-8222-222222222222")));
        Assert.Equal(200, both.Status);

        var patient = Location(both, 1).Split("/_history")[0];
        var observation = Location(both, 0).Split("/_history")[0];
        Assert.Equal(409, (await system.Delete(patient)).Status);
        Assert.Equal(409, (await system.Delete("Patient?identifier=urn:t|ri")).Status);
        var gone = await system.Post("", Bundle(
            "transaction", Entry("DELETE", patient), Entry("DELETE", observation)));
        Assert.Equal(200, gone.Status);
    }

    [Fact]
    public async Task References_that_lead_nowhere_are_told_where_the_operator_wants_to_know()
    {
        await using var host = await HavelHost.Start(new HavelHostOptions
        {
            Writes = new WritePolicy { Integrity = IntegrityMode.Warn },
        });
        var answer = await host.AsSystem().Post(
            "Observation", Observation("Patient/none"), ("Prefer", "return=OperationOutcome"));
        Assert.Equal(201, answer.Status);
        Assert.Contains("Patient/none", answer.Diagnostics, StringComparison.Ordinal);
    }

    private Task<HavelAnswer> Send(params string[] entries) =>
        _system.Post("", Bundle("transaction", entries), ("Prefer", "return=representation"));

    private static string Bundle(string type, params string[] entries) =>
        $$"""{"resourceType":"Bundle","type":"{{type}}","entry":[{{string.Join(',', entries)}}]}""";

    private static string Write(string method, string url) => method switch
    {
        "DELETE" => Entry(method, url),
        "PATCH" => Entry(method, url, JsonPatch("""[{"op":"add","path":"/active","value":true}]""")),
        _ => Entry(method, url, Patient("same", "same")),
    };

    private static string Entry(string method, string url, string? resource = null, string? fullUrl = null) =>
        $$"""{"request":{"method":"{{method}}","url":"{{url}}"}"""
        + (fullUrl is null ? "" : $",\"fullUrl\":\"{fullUrl}\"")
        + (resource is null ? "}" : $",\"resource\":{resource}}}");

    private static string JsonPatch(string patch) => Binary("application/json-patch+json", patch);

    private static string Binary(string type, string text) => JsonSerializer.Serialize(new
    {
        resourceType = "Binary",
        contentType = type,
        data = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
    });

    private static string Patient(string value, string? id = null) =>
        $$"""{"resourceType":"Patient"{{(id is null ? "" : $",\"id\":\"{id}\"")}},"""
        + $$"""  "identifier":[{"system":"urn:t","value":"{{value}}"}]}""";

    private static string Observation(string subject, string more = "") =>
        $$"""{"resourceType":"Observation","status":"final","code":{"text":"x"},"""
        + $$"""  "subject":{"reference":"{{subject}}"}{{more}}}""";

    private static string Location(HavelAnswer answer, int entry) =>
        answer.Entries[entry].GetProperty("response").GetProperty("location").GetString()!;

    private static string? Subject(HavelAnswer answer, int entry) =>
        answer.Entries[entry].GetProperty("resource").GetProperty("subject").GetProperty("reference").GetString();

    private static IEnumerable<string> Statuses(HavelAnswer answer) => answer.Entries.Select(
        entry => entry.GetProperty("response").GetProperty("status").GetString()![..3]);
}

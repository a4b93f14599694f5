using Xunit;

namespace Havel.Server.Tests.Interactions;

public sealed class BundleTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task A_transaction_resolves_its_own_references()
    {
        var answer = await _system.Post("", """
            {"resourceType":"Bundle","type":"transaction","entry":[
             {"fullUrl":"urn:uuid:11111111-1111-4111-8111-111111111111",
              "resource":{"resourceType":"Observation","status":"final",
              "code":{"text":"x"},"subject":{"reference":"urn:uuid:22222222-2222-4222-8222-222222222222"}},
              "request":{"method":"POST","url":"Observation"}},
             {"fullUrl":"urn:uuid:22222222-2222-4222-8222-222222222222","resource":{"resourceType":"Patient"},
              "request":{"method":"POST","url":"Patient"}}]}
            """);
        Assert.Equal(200, answer.Status);
        Assert.Equal("transaction-response", answer.Json.GetProperty("type").GetString());
        var locations = answer.Entries.Select(
            entry => entry.GetProperty("response").GetProperty("location").GetString()!).ToList();
        Assert.All(
            answer.Entries,
            entry => Assert.Equal("201 Created", entry.GetProperty("response").GetProperty("status").GetString()));
        var observation = await _system.Get(locations[0]);
        Assert.StartsWith(
            observation.Json.GetProperty("subject").GetProperty("reference").GetString() + "/_history", locations[1]);
    }

    [Fact]
    public async Task A_transaction_with_one_fault_leaves_nothing_behind()
    {
        var answer = await _system.Post("", """
            {"resourceType":"Bundle","type":"transaction","entry":[
             {"resource":{"resourceType":"Patient","id":"tx-a"},"request":{"method":"PUT","url":"Patient/tx-a"}},
             {"resource":{"resourceType":"Observation","status":"nonsense"},
              "request":{"method":"POST","url":"Observation"}}]}
            """);
        Assert.Equal(422, answer.Status);
        Assert.Contains("Bundle.entry[1].resource", answer.Text);
        Assert.Equal(404, (await _system.Get("Patient/tx-a")).Status);
    }

    [Fact]
    public async Task A_precondition_that_fails_undoes_the_transaction()
    {
        await _system.Store("""{"resourceType":"Patient","id":"tx-b"}""");
        var answer = await _system.Post("", """
            {"resourceType":"Bundle","type":"transaction","entry":[
             {"resource":{"resourceType":"Patient","id":"tx-c"},"request":{"method":"PUT","url":"Patient/tx-c"}},
             {"resource":{"resourceType":"Patient","id":"tx-b"},
              "request":{"method":"PUT","url":"Patient/tx-b","ifMatch":"W/\"9\""}}]}
            """);
        Assert.Equal(412, answer.Status);
        Assert.Equal(404, (await _system.Get("Patient/tx-c")).Status);
    }

    [Fact]
    public async Task Deletions_come_first_and_reads_last()
    {
        await _system.Store("""{"resourceType":"Patient","id":"tx-d"}""");
        var answer = await _system.Post("", """
            {"resourceType":"Bundle","type":"transaction","entry":[
             {"request":{"method":"GET","url":"Patient/tx-e"}},
             {"resource":{"resourceType":"Patient","id":"tx-e"},"request":{"method":"PUT","url":"Patient/tx-e"}},
             {"request":{"method":"DELETE","url":"Patient/tx-d"}}]}
            """);
        Assert.Equal(200, answer.Status);
        Assert.Equal("tx-e", answer.Entries[0].GetProperty("resource").GetProperty("id").GetString());
        Assert.StartsWith("204", answer.Entries[2].GetProperty("response").GetProperty("status").GetString());
        Assert.Equal(410, (await _system.Get("Patient/tx-d")).Status);
    }

    [Fact]
    public async Task Searches_in_references_find_exactly_one_or_refuse()
    {
        await _system.Store(
            """{"resourceType":"Patient","id":"tx-f","identifier":[{"system":"urn:mrn","value":"77"}]}""");
        string With(string value) => $$"""
            {"resourceType":"Bundle","type":"transaction","entry":[
             {"resource":{"resourceType":"Observation","status":"final","code":{"text":"x"},
              "subject":{"reference":"Patient?identifier=urn:mrn|{{value}}"} },
              "request":{"method":"POST","url":"Observation"} }]}
            """;
        var found = await _system.Post("", With("77"), ("Prefer", "return=representation"));
        Assert.Equal(200, found.Status);
        Assert.Equal("Patient/tx-f",
            found.Entries[0].GetProperty("resource").GetProperty("subject").GetProperty("reference").GetString());
        Assert.Equal(412, (await _system.Post("", With("78"))).Status);
    }

    [Fact]
    public async Task A_conditional_create_gives_references_the_resource_it_finds()
    {
        await _system.Store(
            """{"resourceType":"Patient","id":"tx-g","identifier":[{"system":"urn:mrn","value":"g"}]}""");
        var answer = await _system.Post("", """
            {"resourceType":"Bundle","type":"transaction","entry":[
             {"fullUrl":"urn:uuid:33333333-3333-4333-8333-333333333333","resource":{"resourceType":"Patient"},
              "request":{"method":"POST","url":"Patient","ifNoneExist":"identifier=urn:mrn|g"}},
             {"resource":{"resourceType":"Observation","status":"final","code":{"text":"x"},
              "subject":{"reference":"urn:uuid:33333333-3333-4333-8333-333333333333"}},
              "request":{"method":"POST","url":"Observation"}}]}
            """, ("Prefer", "return=representation"));
        Assert.Equal(200, answer.Status);
        Assert.StartsWith("200", answer.Entries[0].GetProperty("response").GetProperty("status").GetString());
        Assert.Equal("Patient/tx-g",
            answer.Entries[1].GetProperty("resource").GetProperty("subject").GetProperty("reference").GetString());
    }

    [Fact]
    public async Task In_a_batch_each_entry_stands_for_itself()
    {
        var answer = await _system.Post("", """
            {"resourceType":"Bundle","type":"batch","entry":[
             {"resource":{"resourceType":"Patient","id":"b-a"},"request":{"method":"PUT","url":"Patient/b-a"}},
             {"resource":{"resourceType":"Observation","status":"nonsense"},
              "request":{"method":"POST","url":"Observation"}},
             {"request":{"method":"GET","url":"Patient/b-a"}},
             {"request":{"method":"GET","url":"Patient?_id=b-a"}},
             {"request":{"method":"HEAD","url":"Patient/b-a"}},
             {"request":{"method":"BREW","url":"Patient"}},
             {"resource":{"resourceType":"Bundle","type":"batch"},"request":{"method":"POST","url":""}},
             {"request":{"method":"GET","url":"Patient/b-none"}}]}
            """);
        Assert.Equal(200, answer.Status);
        var statuses = answer.Entries.Select(
            entry => entry.GetProperty("response").GetProperty("status").GetString()![..3]);
        Assert.Equal(["201", "422", "200", "200", "200", "400", "400", "404"], statuses);
        Assert.Equal(200, (await _system.Get("Patient/b-a")).Status);
    }

    [Theory]
    [InlineData("""{"resourceType":"Bundle","type":"collection"}""")]
    [InlineData("""{"resourceType":"Patient"}""")]
    [InlineData("""{"resourceType":"Bundle","type":"batch","type":"batch"}""")]
    [InlineData("""{"resourceType":"Bundle","type":"batch","entree":[]}""")]
    [InlineData("""{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Patient"}}]}""")]
    [InlineData("""{"resourceType":"Bundle","type":"batch","entry":""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task What_is_no_batch_is_refused_with_an_outcome(string body)
    {
        var answer = await _system.Post("", body);
        Assert.Equal(400, answer.Status);
        Assert.Equal("OperationOutcome", answer.Json.GetProperty("resourceType").GetString());
    }
}

using System.Text.Json;
using Xunit;

namespace Havel.Server.Tests.Terms;

/// <summary>The operations of terminology over HTTP.</summary>
public sealed class TerminologyTests(TerminologyFixture fixture) : IClassFixture<TerminologyFixture>
{
    private const string Set = "ValueSet/$expand?url=http://example.org/vs";
    private const string System = "http://example.org/cs";

    private readonly HavelClient _client = fixture.Host.AsPractitioner("p1", "o1");

    [Fact]
    public async Task What_was_stored_a_moment_ago_is_expanded_by_its_address()
    {
        var answer = await _client.Get(Set);

        Assert.Equal(200, answer.Status);
        Assert.Equal(["a", "b", "c"], Codes(answer));
        Assert.Equal("http://example.org/vs", answer.Json.GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("ValueSet/vs/$expand", new[] { "a", "b", "c" })]
    [InlineData(Set + "&filter=fl", new[] { "b", "c" })]
    [InlineData(Set + "&count=1&offset=1", new[] { "b" })]
    [InlineData("ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/narrative-status",
        new[] { "generated", "extensions", "additional", "empty" })]
    public async Task An_expansion_is_asked_for_in_many_ways(string target, string[] codes) =>
        Assert.Equal(codes, Codes(await _client.Get(target)));

    [Fact]
    public async Task A_value_set_can_be_sent_along_bare_or_as_parameter()
    {
        const string ValueSet = """
            {"resourceType":"ValueSet","status":"active","compose":{"include":[{"system":"http://example.org/cs",
            "concept":[{"code":"b"}]}]}}
            """;
        var parameters = $$"""
            {"resourceType":"Parameters","parameter":[{"name":"valueSet","resource":{{ValueSet}} }]}
            """;

        Assert.Equal(["b"], Codes(await _client.Post("ValueSet/$expand", ValueSet)));
        Assert.Equal(["b"], Codes(await _client.Post("ValueSet/$expand", parameters)));
    }

    [Fact]
    public async Task The_header_says_which_language_is_read()
    {
        var german = await _client.Get(Set, ("Accept-Language", "fr;q=0.9, de"));

        Assert.Contains("Tier", german.Text, StringComparison.Ordinal);
        Assert.Contains("Animal", (await _client.Get(Set)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ValueSet/$validate-code?url=http://example.org/vs&system=http://example.org/cs&code=a", true)]
    [InlineData("ValueSet/vs/$validate-code?system=http://example.org/cs&code=a&display=Animal", true)]
    [InlineData("ValueSet/vs/$validate-code?system=http://example.org/cs&code=a&display=Plant", false)]
    [InlineData("ValueSet/vs/$validate-code?coding=http://example.org/cs|nope", false)]
    [InlineData("CodeSystem/$validate-code?url=http://example.org/cs&code=c", true)]
    [InlineData("CodeSystem/cs/$validate-code?code=nope", false)]
    [InlineData("CodeSystem/$validate-code?url=http://unitsofmeasure.org&code=mmol/L", true)]
    [InlineData("CodeSystem/$validate-code?url=http://unitsofmeasure.org&code=mmmol/L", false)]
    public async Task A_code_is_checked(string target, bool isValid)
    {
        var answer = await _client.Get(target);

        Assert.Equal(200, answer.Status);
        Assert.Equal(isValid, Value(answer, "result").GetBoolean());
        Assert.Equal(isValid, !answer.Text.Contains("OperationOutcome", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_is_looked_up_compared_and_translated()
    {
        var lookup = await _client.Get($"CodeSystem/$lookup?system={System}&code=b&property=*");
        var subsumes = await _client.Get($"CodeSystem/$subsumes?system={System}&codeA=a&codeB=c");
        var within = await _client.Get("CodeSystem/cs/$subsumes?codeA=c&codeB=a");
        var translated = await _client.Get($"ConceptMap/$translate?url=http://example.org/cm&system={System}&code=b");
        var back = await _client.Get("ConceptMap/cm/$translate?system=http://example.org/other&code=B&reverse=true");

        Assert.Equal("Flyer", Value(lookup, "display").GetString());
        Assert.Equal("subsumes", Value(subsumes, "outcome").GetString());
        Assert.Equal("subsumed-by", Value(within, "outcome").GetString());
        Assert.Contains("\"code\":\"B\"", translated.Text, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"b\"", back.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ValueSet/$expand", 400)]
    [InlineData("ValueSet/$expand?url=http://example.org/nope", 404)]
    [InlineData("ValueSet/nope/$expand", 404)]
    [InlineData("ValueSet/$expand?url=http://example.org/vs&count=x", 400)]
    [InlineData("ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/mimetypes", 422)]
    [InlineData("CodeSystem/$lookup?system=http://example.org/cs&code=nope", 404)]
    [InlineData("Patient/$expand?url=http://example.org/vs", 404)]
    [InlineData("$expand?url=http://example.org/vs", 404)]
    [InlineData("CodeSystem/cs/$lookup?code=a", 404)]
    public async Task What_cannot_be_answered_is_told(string target, int status)
    {
        var answer = await _client.Get(target);

        Assert.Equal(status, answer.Status);
        Assert.Equal("OperationOutcome", answer.Json.GetProperty("resourceType").GetString());
    }

    [Fact]
    public async Task A_wrong_method_says_which_are_right()
    {
        var answer = await _client.Put("ValueSet/$expand", "{}");

        Assert.Equal(405, answer.Status);
        Assert.Equal("GET, HEAD, POST", answer.Header("Allow"));
        Assert.Equal(405, (await _client.Get("$load-package")).Status);
    }

    [Fact]
    public async Task The_capability_statement_lists_the_operations()
    {
        var statement = (await fixture.Host.AsNobody().Get("metadata")).Json;
        var resources = statement.GetProperty("rest")[0].GetProperty("resource").EnumerateArray();
        var valueSet = resources.Single(one => one.GetProperty("type").GetString() is "ValueSet");

        Assert.Equal(
            ["expand", "validate-code"],
            valueSet.GetProperty("operation").EnumerateArray().Select(one => one.GetProperty("name").GetString())
                .Where(name => name is "expand" or "validate-code"));
    }

    private static IEnumerable<string?> Codes(HavelAnswer answer) => answer.Json.GetProperty("expansion")
        .GetProperty("contains").EnumerateArray().Select(entry => entry.GetProperty("code").GetString());

    private static JsonElement Value(HavelAnswer answer, string name) => answer.Json.GetProperty("parameter")
        .EnumerateArray().Single(one => one.GetProperty("name").GetString() == name).EnumerateObject()
        .Single(member => member.Name.StartsWith("value", StringComparison.Ordinal)).Value;
}

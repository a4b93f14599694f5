using Xunit;

namespace Havel.Server.Tests.Http;

public sealed class FrontDoorTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Theory]
    [InlineData("metadata")]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task The_public_list_answers_anybody(string path) =>
        Assert.Equal(200, (await fixture.Host.AsNobody().Get(path)).Status);

    [Theory]
    [InlineData("Patient")]
    [InlineData("Patient/1")]
    [InlineData("_history")]
    [InlineData("")]
    [InlineData("Nonsense")]
    [InlineData("/")]
    [InlineData("/favicon.ico")]
    public async Task Everything_else_needs_a_token(string path)
    {
        var answer = await fixture.Host.AsNobody().Get(path);
        Assert.Equal(401, answer.Status);
        Assert.StartsWith("Bearer", answer.Header("WWW-Authenticate"));
        Assert.Equal("login", answer.Json.GetProperty("issue")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("Nonsense")]
    [InlineData("Nonsense/1")]
    [InlineData("Patient/1/Nonsense")]
    [InlineData("Patient/$nothing")]
    [InlineData("Patient/1/_history/1/2")]
    [InlineData("/other")]
    public async Task A_path_that_names_nothing_is_not_found(string path) =>
        Assert.Equal(404, (await _system.Get(path)).Status);

    [Fact]
    public async Task A_wrong_method_says_which_are_right()
    {
        var answer = await _system.Delete("metadata");
        Assert.Equal(405, (await _system.Delete("Patient/1/_history")).Status);
        Assert.Equal(405, answer.Status);
        Assert.Equal("GET, HEAD", answer.Header("Allow"));
    }

    [Theory]
    [InlineData("Patient?name=%C3")]
    [InlineData("Patient?name=%FFx")]
    public async Task A_query_that_cannot_be_read_is_refused(string path) =>
        Assert.Equal(400, (await _system.Get(path)).Status);

    [Theory]
    [InlineData("", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"resourceType":"Patient",""", 400)]
    [InlineData("""{"resourceType":"Patient","active":tru""", 400)]
    [InlineData("""{"resourceType":"Patient","active":"yes"}""", 422)]
    [InlineData("""{"resourceType":"Patient","foo":1}""", 422)]
    public async Task What_cannot_be_read_is_told_from_what_is_no_valid_resource(string body, int status) =>
        Assert.Equal(status, (await _system.Post("Patient", body)).Status);

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{"resourceType":"Patient","foo":1}""")]
    [InlineData("""{"resourceType":"Unicorn"}""")]
    [InlineData("""{"resourceType":"Patient","active":true,"active":true}""")]
    public async Task A_faulty_body_gets_an_outcome_and_never_a_trace(string body)
    {
        var answer = await _system.Post("Patient", body);
        Assert.InRange(answer.Status, 400, 422);
        Assert.Equal("OperationOutcome", answer.Json.GetProperty("resourceType").GetString());
        Assert.DoesNotContain("   at ", answer.Text);
    }

    [Fact]
    public async Task The_answer_does_not_say_which_server_it_is()
    {
        var answer = await _system.Get("Patient");
        Assert.Null(answer.Header("Server"));
        Assert.Contains("private", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_before_it_is_read()
    {
        using var large = new StringContent("x");
        large.Headers.ContentLength = 70_000_000;
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _system.Send(HttpMethod.Post, "Patient", large));
    }
}

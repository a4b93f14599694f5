using Havel.Server.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Havel.Server.Tests.Tokens;

public sealed class TokenTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelHost _host = fixture.Host;

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer x")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task What_is_no_token_opens_nothing(string header)
    {
        var answer = await _host.WithHeader(header).Get("Patient");
        Assert.Equal(401, answer.Status);
        Assert.Contains("invalid_token", answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_tampered_token_opens_nothing()
    {
        var token = _host.Token(TokenClaims.ForPatient("p"));
        var parts = token.Split('.');
        var other = _host.Token(TokenClaims.ForSystem()).Split('.');
        Assert.Equal(401, (await _host.WithHeader($"Bearer {parts[0]}.{other[1]}.{parts[2]}").Get("Patient")).Status);
    }

    [Fact]
    public async Task A_token_of_another_house_opens_nothing()
    {
        await using var other = await HavelHost.Start();
        Assert.Equal(
            401, (await _host.WithHeader("Bearer " + other.Token(TokenClaims.ForSystem())).Get("Patient")).Status);
    }

    [Fact]
    public async Task A_token_without_signature_opens_nothing()
    {
        var none = new JsonWebTokenHandler().CreateToken("""
            {"iss":"urn:havel:issuer","aud":"urn:havel:fhir","sub":"operator","havel_kind":"system","exp":4102444800}
            """);
        Assert.Equal(401, (await _host.WithHeader("Bearer " + none).Get("Patient")).Status);
    }

    [Fact]
    public async Task A_token_dies_at_its_hour_even_when_it_was_used_before()
    {
        await using var host = await HavelHost.Start();
        var client = host.WithHeader("Bearer " + host.Token(TokenClaims.ForSystem(), TimeSpan.FromHours(1)));
        Assert.Equal(200, (await client.Get("Patient")).Status);
        host.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(401, (await client.Get("Patient")).Status);
    }

    [Theory]
    [InlineData("issuer")]
    [InlineData("audience")]
    public async Task Issuer_and_audience_must_be_this_house(string wrong)
    {
        using var key = SigningKey.Open(_host.Folder);
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = wrong is "issuer" ? "urn:else" : TokenClaims.Issuer,
            Audience = wrong is "audience" ? "urn:else" : TokenClaims.Audience,
            Expires = _host.Clock.GetUtcNow().UtcDateTime.AddHours(1),
            IssuedAt = _host.Clock.GetUtcNow().UtcDateTime,
            NotBefore = _host.Clock.GetUtcNow().UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = "operator", ["havel_kind"] = "system" },
            SigningCredentials = key.Credentials,
        });
        Assert.Equal(401, (await _host.WithHeader("Bearer " + token).Get("Patient")).Status);
    }

    [Fact]
    public async Task Mixed_or_missing_claims_are_refused()
    {
        Assert.Equal(401, (await _host.With(new TokenClaims("wizard", "x", [], null, [])).Get("Patient")).Status);
        Assert.Equal(401, (await _host.With(new TokenClaims("practitioner", "x", [], null, [])).Get("Patient")).Status);
        Assert.Equal(401, (await _host.With(new TokenClaims("patient", "x", ["o"], null, [])).Get("Patient")).Status);
        Assert.Equal(401, (await _host.With(new TokenClaims("patient", "x", [], "TREAT", [])).Get("Patient")).Status);
        Assert.Equal(
            401, (await _host.With(new TokenClaims("researcher", "x", [], "TREAT", [])).Get("Patient")).Status);
        Assert.Equal(
            401, (await _host.With(new TokenClaims("practitioner", "x", ["o"], "WHATEVER", [])).Get("Patient")).Status);
    }

    [Fact]
    public void The_key_is_its_owners_alone()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(_host.Folder, "token.key")));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(_host.Folder, "page.key")));
        }
    }
}

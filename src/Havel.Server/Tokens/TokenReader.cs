using System.Collections.Concurrent;
using Havel.Consent.Callers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Havel.Server.Tokens;

/// <summary>From an Authorization header to a caller. Signature, algorithm, issuer, audience and lifetime are checked
/// once per
/// token; the lifetime again on every use.</summary>
internal sealed class TokenReader
{
    private const string Scheme = "Bearer ";

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, Verified> _verified = new(StringComparer.Ordinal);
    private readonly TokenValidationParameters _rules;
    private readonly TimeProvider _clock;

    public TokenReader(SigningKey key, TimeProvider clock)
    {
        _clock = clock;
        _rules = new TokenValidationParameters
        {
            ValidIssuer = TokenClaims.Issuer,
            ValidAudience = TokenClaims.Audience,
            IssuerSigningKey = key.Security,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha384],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidateLifetime = true,
            LifetimeValidator = (from, until, _, _) => IsWithin(from, until),
        };
    }

    /// <summary>The caller a header stands for.</summary>
    /// <param name="authorization">The header's value, or null where the request has none.</param>
    public async ValueTask<CallerReading> Read(string? authorization)
    {
        if (string.IsNullOrEmpty(authorization))
            return CallerReading.No("This needs a bearer token. 'havel token' makes one.");

        if (_verified.TryGetValue(authorization, out var known) && _clock.GetUtcNow().UtcDateTime < known.Until)
            return CallerReading.Of(known.Caller);

        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || authorization.Length > Limits.MaxTokenLength)
        {
            return CallerReading.No("The Authorization header must be 'Bearer' and a token.");
        }

        return await Verify(authorization);
    }

    private async Task<CallerReading> Verify(string authorization)
    {
        var result = await _handler.ValidateTokenAsync(authorization[Scheme.Length..].Trim(), _rules);
        if (!result.IsValid)
        {
            return CallerReading.No(
                result.Exception is SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException
                ? "The token is not valid at this time: it has expired, or is not valid yet."
                : "The token is not valid here.");
        }

        var token = (JsonWebToken)result.SecurityToken;
        var reading = CallerClaims.Read(token);
        if (reading.Caller is not null)
            Keep(authorization, new Verified(reading.Caller, token.ValidTo));

        return reading;
    }

    // Dropping all at once is crude and bounded; what is still in use comes back with one verification each.
    private void Keep(string authorization, Verified verified)
    {
        if (_verified.Count >= Limits.MaxCachedTokens)
            _verified.Clear();

        _verified[authorization] = verified;
    }

    private bool IsWithin(DateTime? from, DateTime? until)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return until is not null && now < until && (from is null || now >= from.Value.AddSeconds(-1));
    }

    private sealed record Verified(Caller Caller, DateTime Until);
}

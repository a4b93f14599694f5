using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Havel.Server.Tokens;

/// <summary>Signs bearer tokens. Source of their form: RFC 9068 and RFC 7519.</summary>
internal sealed class TokenIssuer(SigningKey key, TimeProvider clock)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A signed token, valid from now on for the given time.</summary>
    public string Issue(TokenClaims claims, TimeSpan life)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var values = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [JwtRegisteredClaimNames.Sub] = claims.Person,
            [TokenClaims.KindName] = claims.Kind,
        };
        if (claims.Organizations.Count > 0)
            values[TokenClaims.OrganizationName] = claims.Organizations.ToArray();

        if (claims.Purpose is not null)
            values[TokenClaims.PurposeName] = claims.Purpose;

        if (claims.Roles.Count > 0)
            values[TokenClaims.RoleName] = claims.Roles.ToArray();

        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenClaims.Issuer,
            Audience = TokenClaims.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + life,
            Claims = values,
            SigningCredentials = key.Credentials,
        });
    }
}

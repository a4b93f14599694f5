using Havel.Consent.Callers;
using Havel.Consent.Policies;
using Havel.Server.Routing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Havel.Server.Tokens;

/// <summary>From a verified token's claims to a caller. What is missing, mixed or unknown is refused and never
/// guessed.</summary>
internal static class CallerClaims
{
    public static CallerReading Read(JsonWebToken token)
    {
        var kind = Text(token, TokenClaims.KindName);
        if (!Routes.IsId(token.Subject))
            return CallerReading.No("The token does not say whose it is.");

        var purposeCode = Text(token, TokenClaims.PurposeName);
        var purpose = Purpose.Find(purposeCode);
        if (purposeCode is not null && purpose is null)
            return CallerReading.No("The token's purpose of use is not known.");

        if (kind is not TokenClaims.Practitioner && Texts(token, TokenClaims.OrganizationName).Count > 0)
            return CallerReading.No("Only a practitioner's token may name an organisation.");

        return kind switch
        {
            TokenClaims.System => purpose is null ? CallerReading.Of(Caller.ForSystem(token.Subject)) : Mixed,
            TokenClaims.Practitioner => Practitioner(token, purpose),
            TokenClaims.Patient => purpose is null ? CallerReading.Of(Caller.ForPatient(token.Subject)) : Mixed,
            TokenClaims.Researcher => purpose is null || Purpose.Research.Covers(purpose)
                ? CallerReading.Of(Caller.ForResearcher(token.Subject, purpose))
                : Mixed,
            _ => CallerReading.No("The token does not say what its bearer is."),
        };
    }

    private static CallerReading Mixed => CallerReading.No("The token's purpose of use does not go with its bearer.");

    private static CallerReading Practitioner(JsonWebToken token, Purpose? purpose)
    {
        var organizations = Texts(token, TokenClaims.OrganizationName);
        if (organizations.Count == 0 || !organizations.All(id => Routes.IsId(id)))
            return CallerReading.No("A practitioner's token must name the organisation they act for.");

        return CallerReading.Of(Caller.ForClinician(token.Subject, organizations, purpose) with
        {
            Roles = [.. Texts(token, TokenClaims.RoleName).Select(Role)],
        });
    }

    private static Coding Role(string text)
    {
        var bar = text.IndexOf('|');
        return bar < 0 ? new Coding(null, text) : new Coding(text[..bar], text[(bar + 1)..]);
    }

    private static string? Text(JsonWebToken token, string name) =>
        token.TryGetPayloadValue<string>(name, out var value) ? value : null;

    private static List<string> Texts(JsonWebToken token, string name) =>
        [.. token.Claims.Where(
            claim => string.Equals(claim.Type, name, StringComparison.Ordinal)).Select(claim => claim.Value)];
}

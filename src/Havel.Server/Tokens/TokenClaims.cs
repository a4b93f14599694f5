namespace Havel.Server.Tokens;

/// <summary>What a token of this deployment says of its bearer, by the names of its claims.</summary>
/// <param name="Kind">system, practitioner, patient or researcher.</param>
/// <param name="Person">The bearer's id without type; for a system its name.</param>
/// <param name="Organizations">Ids of the organisations a practitioner acts for.</param>
/// <param name="Purpose">A v3 PurposeOfUse code; null for the kind's own.</param>
/// <param name="Roles">Roles as <c>system|code</c>.</param>
internal sealed record TokenClaims(
    string Kind,
    string Person,
    IReadOnlyList<string> Organizations,
    string? Purpose,
    IReadOnlyList<string> Roles)
{
    public const string Issuer = "urn:havel:issuer";

    public const string Audience = "urn:havel:fhir";

    public const string KindName = "havel_kind";

    public const string OrganizationName = "organization";

    public const string PurposeName = "purpose_of_use";

    public const string RoleName = "roles";

    public const string System = "system";

    public const string Practitioner = "practitioner";

    public const string Patient = "patient";

    public const string Researcher = "researcher";

    public static TokenClaims ForSystem(string name = "operator") => new(System, name, [], null, []);

    public static TokenClaims ForPractitioner(string id, IReadOnlyList<string> organizations, string? purpose = null) =>
        new(Practitioner, id, organizations, purpose, []);

    public static TokenClaims ForPatient(string id) => new(Patient, id, [], null, []);

    public static TokenClaims ForResearcher(string id, string? purpose = null) =>
        new(Researcher, id, [], purpose, []);
}

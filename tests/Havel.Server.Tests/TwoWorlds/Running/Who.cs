using Havel.Server.Tokens;

namespace Havel.Server.Tests.TwoWorlds.Running;

/// <summary>Somebody who asks: the claims of their token and the regime of the deployment they ask.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Claims">What their token says.</param>
/// <param name="IsOptIn">Whether their deployment asks patients before treatment may see anything.</param>
internal sealed record Who(string Name, TokenClaims Claims, bool IsOptIn = false)
{
    public static readonly Who System = new("the system", TokenClaims.ForSystem());

    /// <summary>Whom nobody shut out.</summary>
    public static readonly Who Permitted =
        new("the permitted clinician", TokenClaims.ForPractitioner("dr-b", ["hosp-b"]));

    public static readonly Who Restricted =
        new("a clinician of a hospital that patients shut out", TokenClaims.ForPractitioner("dr-a", ["hosp-a"]));

    public static readonly Who Stranger = new(
        "a clinician without relation under opt-in", TokenClaims.ForPractitioner("dr-c", ["hosp-c"]), IsOptIn: true);

    public static readonly Who Researcher = new("a researcher", TokenClaims.ForResearcher("res-1"));

    public static readonly Who OtherPatient = new("another patient", TokenClaims.ForPatient("p5"));

    /// <summary>An app that may do little: until scopes exist, a token with a purpose that patients opened for a few
    /// types only. With SMART scopes this becomes a token with narrow scopes; nothing else of the suite
    /// changes.</summary>
    public static readonly Who NarrowApp =
        new("an app with a narrow purpose", TokenClaims.ForPractitioner("dr-b", ["hosp-b"], "HPAYMT"));

    /// <summary>The five who must not learn of h.</summary>
    public static IReadOnlyList<Who> Requesters { get; } = [Restricted, Stranger, Researcher, OtherPatient, NarrowApp];

    public override string ToString() => Name;
}

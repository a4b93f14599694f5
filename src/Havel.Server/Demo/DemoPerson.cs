using Havel.Server.Tokens;

namespace Havel.Server.Demo;

/// <summary>Somebody whose token lies in the demo's folder, so that a person can ask in their name.</summary>
/// <param name="Name">As the screen calls them.</param>
/// <param name="File">The token's file in the data folder.</param>
/// <param name="Claims">What the token says.</param>
internal sealed record DemoPerson(string Name, string File, TokenClaims Claims)
{
    public static readonly DemoPerson Yildiz = new(
        "Dr. Yıldız, Havelklinik Spandau", "yildiz.token",
        TokenClaims.ForPractitioner("yildiz", ["havelklinik-spandau"]));

    public static readonly DemoPerson Albrecht = new(
        "Dr. Albrecht, Spreeklinik Mitte", "albrecht.token",
        TokenClaims.ForPractitioner("albrecht", ["spreeklinik-mitte"]));

    public static readonly DemoPerson Wagner = new(
        "Karin Wagner, patient", "wagner.token", TokenClaims.ForPatient("karin-wagner"));

    public static readonly DemoPerson Researcher = new(
        "a researcher", "researcher.token", TokenClaims.ForResearcher("charite-study-7"));

    public static IReadOnlyList<DemoPerson> All { get; } = [Yildiz, Albrecht, Wagner, Researcher];
}
